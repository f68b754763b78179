import { expect, test } from "vitest";
import { runCli } from "./run.fixture.ts";

test.each([
  ["ops tasks list --state lost", "Give one of waiting, delayed, active, completed, failed."],
  ["ops tasks list --limit many", "Give a whole number."],
  ["ops tasks enqueue greet --payload {", "Give it as JSON"],
  ["ops tasks retry", "Give its id, or --failed"],
  ["ops tasks discard one --failed", "Give its id, or --failed"],
  ["ops load-test sleep", "Give cpu, io, memory"],
  ["ops load-test cpu --tasks 0", "--tasks from 1 to 10000"],
])("%s is told what is wrong with it", async (words, sentence) => {
  const { exitCode, stderr } = await runCli(words.split(" "));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(sentence) });
});
