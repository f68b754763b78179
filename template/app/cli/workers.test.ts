import { expect, test } from "vitest";
import { runCli } from "./run.fixture.ts";

test("alive tells by its exit code whether a worker lives on this very host", async () => {
  const { exitCode, stdout } = await runCli(["workers", "alive"], {});
  expect(exitCode).toBe(1);
  expect(stdout).toContain("No worker lives on this host.");
});
