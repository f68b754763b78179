import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stacksWith } from "../test/matrix/stacks.ts";
import { createWorkspace, runIn } from "../test/matrix/workspace.ts";

// They import modules of an application, so no other check reads them.
test("the servers of the benches compile inside a generated application", () => {
  const [largest] = stacksWith("most");
  if (largest === undefined) throw new Error("there is no stack");
  const folder = createWorkspace(largest);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, "servers"), join(folder, "tests/bench"), {
    recursive: true,
    // Its plugins are installed for the benches alone.
    filter: (path) => !path.endsWith("protected.ts"),
  });
  expect(runIn(folder, "tsc", [])).toEqual({ status: 0, output: "" });
});
