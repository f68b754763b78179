import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rememberingWorkspace } from "../make/application.ts";
import { addByHand, makeEach } from "../make/owner.ts";
import { removeApplications } from "../remove-applications.ts";
import type { Rendered } from "./stacks.ts";
import { runIn } from "./workspace.ts";

// Names that a shipped test could use itself for something that is not there, besides an ordinary one.
const NAMES = ["invoices", "nothing", "nowhere", "things", "page", "nope"];

/** Checks and tests the application of each stack after its owner has made one of everything. */
export function describeGrownTests(stacks: readonly Rendered[]): void {
  describe.each(stacks)("$label", (rendered) => {
    let folder = "";
    beforeAll(async () => {
      folder = rememberingWorkspace(rendered);
      for (const name of NAMES) await makeEach(folder, rendered, name);
    });
    afterAll(() => removeApplications(folder));

    test("passes its check with one of everything that can be made", () => {
      const { status, output } = runIn(folder, "npm", ["run", "check"]);
      expect(status, output).toBe(0);
    });

    test("passes its tests with it, and with what an owner adds by hand", () => {
      addByHand(folder, rendered);
      const { status, output } = runIn(folder, "vitest", ["run"], { CI: "true" });
      const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
      expect(status, failures?.join("\n")).toBe(0);
    });
  });
}
