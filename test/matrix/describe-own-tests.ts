import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { type Rendered, withProofs } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

/** Which tests run. */
interface OwnTestsOptions {
  /** Whether the generator's proofs run on each stack, too. */
  readonly hasProofs: boolean;
}

/** Runs the own tests of the application of each stack. */
export function describeOwnTests(stacks: readonly Rendered[], { hasProofs }: OwnTestsOptions): void {
  const options = hasProofs ? ["--config", "proofs/vitest.config.ts"] : [];
  describe.each(stacks)("$label", (rendered) => {
    let folder = "";
    beforeAll(() => {
      folder = createWorkspace(hasProofs ? withProofs(rendered) : rendered);
    });
    afterAll(() => removeApplications(folder));

    test(hasProofs ? "passes its own tests and the proofs" : "passes its own tests", () => {
      const { status, output } = runIn(folder, "vitest", ["run", ...options], { CI: "true" });
      const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
      expect(status, failures?.join("\n")).toBe(0);
    });
  });
}
