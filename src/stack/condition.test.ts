import { expect, test } from "vitest";
import { holds, holdsText, parseCondition } from "./condition.ts";

const vocabulary = new Set([
  "worker",
  "database",
  "database=postgres",
  "scheduler",
  "manager=npm",
  "node-pin",
]);

function truth(text: string, ...facts: string[]): boolean {
  const condition = parseCondition(text, vocabulary);
  if (typeof condition === "string") throw new Error(condition);
  expect(holdsText(text, new Set(facts))).toBe(holds(condition, new Set(facts)));
  return holds(condition, new Set(facts));
}

test("one word", () => {
  expect(truth("worker", "worker")).toBe(true);
  expect(truth("worker")).toBe(false);
  expect(truth("node-pin", "node-pin")).toBe(true);
});

test("not", () => {
  expect(truth("!database")).toBe(true);
  expect(truth("!database", "database")).toBe(false);
});

test("an option", () => {
  expect(truth("database=postgres", "database", "database=postgres")).toBe(true);
  expect(truth("database=postgres", "database")).toBe(false);
  expect(truth("manager=npm", "manager=npm")).toBe(true);
});

test("and binds closer than or", () => {
  expect(truth("scheduler&database", "scheduler")).toBe(false);
  expect(truth("scheduler&database", "scheduler", "database")).toBe(true);
  expect(truth("worker|scheduler&database", "worker")).toBe(true);
  expect(truth("worker|scheduler&!database", "scheduler")).toBe(true);
});

test.each(["", "worker&", "a b", "!!worker", "worker=", "(worker)"])("%j is not a condition", (text) => {
  expect(parseCondition(text, vocabulary)).toContain("is not a condition");
});

test.each(["wroker", "database=mysql", "scheduler&nothing"])("%s is unknown", (text) => {
  expect(parseCondition(text, vocabulary)).toContain("is unknown to the catalog");
});

test("no condition always holds", () => {
  expect(holdsText(undefined, new Set())).toBe(true);
});
