import { expect, test } from "vitest";
import { catalog } from "../../stack/catalog.ts";
import { back, type Offered, type Prompts } from "../../terminal/prompts.ts";
import { type Selection, type Step, stepsAbout, walk } from "./ask.ts";

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

test("what is planned is offered as planned, and cannot be chosen", async () => {
  const offered: Offered<string>[] = [];
  const prompts: Pick<Prompts, "many"> = {
    async many<Value extends string>(
      _: string,
      options: readonly Offered<Value>[],
      initial: readonly Value[],
    ) {
      offered.push(...options);
      return [...initial];
    },
  };
  const entries = catalog.entries.map((entry) => ({
    ...entry,
    status: entry.name === "mail" ? ("planned" as const) : entry.status,
    flags: entry.flags.map((flag) => ({ ...flag, status: "planned" as const })),
  }));
  const chosen = { ...nothing, services: [{ name: "ai", choice: null, flags: [] }] };
  await walk(stepsAbout({ ...catalog, entries }, "service", prompts as Prompts), chosen);
  const planned = offered.filter(({ label }) => label.endsWith(" (planned)"));
  expect(planned.map(({ value }) => value)).toEqual(expect.arrayContaining(["mail", "rag", "openai"]));
  expect(planned.every(({ disabled }) => disabled)).toBe(true);
  expect(offered.find(({ value }) => value === "ai")).toMatchObject({ disabled: false });
});
