import { expect, test } from "vitest";
import { back } from "../../terminal/prompts.ts";
import { type Selection, type Step, walk } from "./ask.ts";

const nothing: Selection = { name: null, components: null, services: null };

/** A step that adds its letter to the name, or goes back, as the test says each time. */
function step(letter: string, moves: ("on" | "back")[], log: string[], applies = true): Step {
  return {
    applies: () => applies,
    ask: async (selection) => {
      log.push(letter);
      return moves.shift() === "back" ? back : { ...selection, name: `${selection.name ?? ""}${letter}` };
    },
  };
}

test("one question after the other", async () => {
  const log: string[] = [];
  const selection = await walk([step("a", ["on"], log), step("b", ["on"], log)], nothing);
  expect(selection.name).toBe("ab");
});

test("back leads over what did not apply", async () => {
  const log: string[] = [];
  const steps = [step("a", ["on", "on"], log), step("b", [], log, false), step("c", ["back", "on"], log)];
  await walk(steps, nothing);
  expect(log).toEqual(["a", "c", "a", "c"]);
});

test("back at the first question asks it again", async () => {
  const log: string[] = [];
  await walk([step("a", ["back", "back", "on"], log)], nothing);
  expect(log).toEqual(["a", "a", "a"]);
});
