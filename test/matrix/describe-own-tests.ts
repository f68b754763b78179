import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import type { Rendered } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

/** Runs the own tests of the application of each stack. */
export function describeOwnTests(stacks: readonly Rendered[]): void {
  describe.each(stacks)("$label", (rendered) => {
    let folder = "";
    beforeAll(() => {
      folder = createWorkspace(rendered);
    });
    afterAll(() => removeApplications(folder));

    test("passes its own tests", () => {
      const { status, output } = runIn(folder, "vitest", ["run"], { CI: "true" });
      const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
      expect({ status, failures: status === 0 ? null : failures }).toEqual({ status: 0, failures: null });
    });
  });
}
