import { join } from "node:path";
import { expect, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { proofsIn, TEMPLATE_TESTS } from "./proofs.ts";

/** A runaway limit for dozens of files: beside other work they may take half an hour. */
const RUNAWAY_LIMIT_MS = 5_400_000;

const TEMPLATE = join(import.meta.dirname, "../../template");

// `npm test` leaves this file out: there the template's whole suite runs by itself.
test("the template's tests that start processes or wait pass", { timeout: RUNAWAY_LIMIT_MS }, () => {
  const { status, output } = runIn(TEMPLATE, "vitest", [
    "run",
    "--config",
    "proofs/vitest.config.ts",
    ...proofsIn(TEMPLATE, TEMPLATE_TESTS),
  ]);
  const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
  expect({ status, failures: status === 0 ? null : failures }).toEqual({ status: 0, failures: null });
});
