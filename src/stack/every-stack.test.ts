import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";
import { everyStack } from "./every-stack.ts";
import { wholeCatalog } from "./fixtures/whole-catalog.ts";
import { packageManagers } from "./stack.ts";
import { wordOf } from "./words.ts";

test("the plain stack is always among them, first", () => {
  expect(everyStack(catalog)[0]?.asked).toEqual([]);
});

test("each stack is there once, complete, and never one that contradicts itself", () => {
  const stacks = everyStack(wholeCatalog);
  const keys = stacks.map((stack) => stack.parts.map(wordOf).join(" "));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain("backend frontend cli database[postgres] worker[postgres]");
  expect(keys.some((key) => key.includes("database[sqlite]") && key.includes("worker[postgres]"))).toBe(
    false,
  );
  expect(keys.some((key) => key.includes("auth") && !key.includes("database"))).toBe(false);
});

test("what is asked for implicitly is not asked for as well", () => {
  const withWorker = everyStack(wholeCatalog).find(
    (stack) => stack.parts.map(wordOf).join(" ") === "backend frontend cli redis worker[redis]",
  );
  expect(withWorker?.asked.map(wordOf)).toEqual(["worker[redis]"]);
});

test("package managers and the pinned Node multiply", () => {
  const all = everyStack(catalog, { packageManagers, nodePins: [false, true] });
  expect(all.length).toBe(everyStack(catalog).length * packageManagers.length * 2);
});

test("flags of a group take turns: each alone and all together, and no set of them meets every stack", () => {
  const words = everyStack(catalog).flatMap(({ parts }) =>
    parts.filter(({ name }) => name === "ai").map(wordOf),
  );
  const group = ["openai", "anthropic", "google", "ollama", "openai-compatible"];
  const sets = [...group, group.join(",")];
  const expected = sets.flatMap((flags) => [`ai[${flags}]`, `ai[rag,${flags}]`]);
  expect(new Set(words)).toEqual(new Set(expected));
});

test("the largest stacks have every flag of a group", () => {
  const stacks = everyStack(catalog);
  const most = Math.max(...stacks.map(({ parts }) => parts.length));
  const flags = stacks
    .filter(({ parts }) => parts.length === most)
    .map(({ parts }) => parts.find(({ name }) => name === "ai")?.flags.join(","));
  const group = "openai,anthropic,google,ollama,openai-compatible";
  expect(new Set(flags)).toEqual(new Set([group, `rag,${group}`]));
});
