import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { type Rendered, withProofs } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

/** Runs the own tests of the application of each stack, and the generator's proofs on it. */
export function describeOwnTests(stacks: readonly Rendered[]): void {
  describe.each(stacks)("$label", (rendered) => {
    let folder = "";
    beforeAll(() => {
      folder = createWorkspace(withProofs(rendered));
    });
    afterAll(() => removeApplications(folder));

    test("passes its own tests and the proofs", () => {
      const { status, output } = runIn(folder, "vitest", ["run", "--config", "proofs/vitest.config.ts"], {
        CI: "true",
      });
      const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
      expect({ status, failures: status === 0 ? null : failures }).toEqual({ status: 0, failures: null });
    });
  });
}
