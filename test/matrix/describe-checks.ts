import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Rendered } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

const KNIP = join(import.meta.dirname, "../../node_modules/.bin/knip");
const CLEAN = { status: 0 };

/** Compiles and lints the application of each stack, and searches it for what is unused. */
export function describeChecks(stacks: readonly Rendered[]): void {
  describe.each(stacks)("$label", (rendered) => {
    let folder = "";
    beforeAll(() => {
      folder = createWorkspace(rendered);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test("compiles", () => {
      expect(runIn(folder, "tsc", [])).toMatchObject({ ...CLEAN, output: "" });
    });

    test("is linted and formatted", () => {
      const words = ["check", "--vcs-enabled=false", "--error-on-warnings"];
      const { status, output } = runIn(folder, "biome", words);
      expect(status, output).toBe(0);
    });

    test("has no unused file, export or dependency, and uses none that it does not declare", () => {
      const { status, output } = runIn(folder, KNIP, ["--no-progress", "--no-gitignore"]);
      expect({ status, output }).toEqual({ ...CLEAN, output: "" });
    });
  });
}
