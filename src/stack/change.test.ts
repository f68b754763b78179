import { expect, test } from "vitest";
import { addTo, removeFrom } from "./change.ts";
import { wholeCatalog } from "./fixtures/whole-catalog.ts";
import { resolve } from "./resolve.ts";
import type { Stack } from "./stack.ts";
import { parseAnyWord, splitWords, wordOf } from "./words.ts";

const parts = (words: string) => splitWords(words).map((word) => parseAnyWord(wholeCatalog, word));
const stackOf = (words: string): Stack =>
  resolve(wholeCatalog, { asked: parts(words), packageManager: "pnpm", nodePin: true });
const asked = (stack: Stack) => stack.asked.map(wordOf).join(" ");
const choosable = (stack: Stack) =>
  stack.parts
    .map(wordOf)
    .filter((word) => !["backend", "frontend", "cli"].includes(word))
    .join(" ");

test("what is added is asked for from then on, with its option decided", () => {
  const after = addTo(wholeCatalog, stackOf("database[postgres]"), parts("scheduler"));
  expect(asked(after)).toBe("database[postgres] scheduler[database]");
  expect(after).toMatchObject({ packageManager: "pnpm", nodePin: true });
});

test.each([
  ["scheduler[memory]", "scheduler[database]", "scheduler[database]"],
  ["auth[rbac]", "auth[oauth]", "auth[rbac,oauth]"],
  ["auth[rbac,oauth]", "auth[org]", "auth[org,oauth]"],
  ["database[postgres]", "database", "database[postgres]"],
  ["database[postgres]", "backend", "database[postgres]"],
])("%s and %s is %s", (before, more, words) => {
  expect(asked(addTo(wholeCatalog, stackOf(before), parts(more)))).toBe(words);
});

test("what had come along keeps its option when it is asked for", () => {
  const after = addTo(wholeCatalog, stackOf("worker[postgres]"), parts("database"));
  expect(asked(after)).toBe("database[postgres] worker[postgres]");
});

test("an option that contradicts what something else requires is refused", () => {
  const stack = stackOf("database[sqlite]");
  expect(() => addTo(wholeCatalog, stack, parts("worker[postgres]"))).toThrow("cannot be combined");
});

test.each([
  ["scheduler[database]", "scheduler", ""],
  ["database,scheduler[database]", "scheduler", "database[sqlite]"],
  ["auth[rbac,oauth]", "auth[oauth]", "database[sqlite] auth[rbac] mail"],
  ["auth[rbac,oauth]", "auth[rbac]", ""],
  ["database", "worker", "database[sqlite]"],
])("%s without %s is %j, and what had come along only for it goes", (before, less, words) => {
  expect(choosable(removeFrom(wholeCatalog, stackOf(before), parts(less), false).stack)).toBe(words);
});

test("what something else requires is refused, and goes with it when that may go", () => {
  const stack = stackOf("database,scheduler[database],auth,cache");
  expect(() => removeFrom(wholeCatalog, stack, parts("database"), false)).toThrow(
    "database is required by scheduler[database] and auth[basic]",
  );
  const { stack: after, cascaded } = removeFrom(wholeCatalog, stack, parts("database"), true);
  expect(choosable(after)).toBe("cache");
  expect(cascaded.map(wordOf)).toEqual(["scheduler[database]", "auth[basic]"]);
});

test("what came along is refused too, named by what requires it", () => {
  expect(() => removeFrom(wholeCatalog, stackOf("scheduler[database]"), parts("database"), false)).toThrow(
    "required by scheduler[database]",
  );
});

test("what stays because something else requires it keeps its option: data lies there", () => {
  const stack = stackOf("worker[postgres],scheduler[database]");
  const { stack: after } = removeFrom(wholeCatalog, stack, parts("worker"), false);
  expect(choosable(after)).toBe("database[postgres] scheduler[database]");
});

test.each([
  ["backend", "part of every application"],
  ["database[postgres]", "has database[sqlite], not database[postgres]"],
])("%s cannot be removed", (word, message) => {
  expect(() => removeFrom(wholeCatalog, stackOf("database"), parts(word), true)).toThrow(message);
});

test("a misspelt word of either kind is met with the nearest", () => {
  expect(() => parseAnyWord(wholeCatalog, "sheduler")).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('Did you mean "scheduler"?') }),
  );
  expect(() => parseAnyWord(wholeCatalog, "aut")).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('Did you mean "auth"?') }),
  );
});
