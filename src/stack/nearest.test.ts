import { expect, test } from "vitest";
import { nearest, suggestion } from "./nearest.ts";

const offered = ["database", "scheduler", "worker", "redis", "cache"];

test.each([
  ["databse", "database"],
  ["Database", "database"],
  ["wroker", "worker"],
  ["workers", "worker"],
  ["sched", "scheduler"],
  ["reddis", "redis"],
  ["cahce", "cache"],
])("%s was meant to be %s", (given, meant) => {
  expect(nearest(given, offered)).toBe(meant);
});

test.each(["kafka", "x", "", "mongodb"])("nothing is near %s", (given) => {
  expect(nearest(given, offered)).toBeNull();
  expect(suggestion(given, offered)).toBe("");
});
