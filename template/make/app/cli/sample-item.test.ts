import { runCommand } from "@aegis-stack/runtime/testing";
import { expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

test("prints the same overview as text and as JSON", async () => {
  const { exitCode, stdout } = await runCommand(["sample-item"], { folder: ROOT });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^sample-item, as of \d{4}-/);
  const json = await runCommand(["sample-item", "--json"], { folder: ROOT });
  expect(JSON.parse(json.stdout)).toMatchObject({ name: "sample-item" });
});
