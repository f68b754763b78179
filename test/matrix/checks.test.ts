import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coveringSet } from "./covering.ts";
import { stacks } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

const KNIP = join(import.meta.dirname, "../../node_modules/.bin/knip");
const CLEAN = { status: 0 };

// Each takes a quarter of a minute and there are hundreds; `text.test.ts` looks at every one of them all the same.
const checked = process.env.LONG_PROOFS ? stacks : coveringSet(stacks, 2);

describe.each(checked)("$label", (rendered) => {
  let folder = "";
  beforeAll(() => {
    folder = createWorkspace(rendered);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("compiles", () => {
    expect(runIn(folder, "tsc", [])).toMatchObject({ ...CLEAN, output: "" });
  });

  test("is linted and formatted", () => {
    expect(runIn(folder, "biome", ["check", "--vcs-enabled=false", "--error-on-warnings"])).toMatchObject(
      CLEAN,
    );
  });

  test("has no unused file, export or dependency, and uses none that it does not declare", () => {
    expect(runIn(folder, KNIP, ["--no-progress", "--no-gitignore"])).toEqual({ ...CLEAN, output: "" });
  });
});
