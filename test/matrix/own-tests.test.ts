import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coveringSet } from "./covering.ts";
import { type Rendered, stacks } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

// A stack with accounts takes minutes: those chosen hold each choice, with and without. The rest is compiled by threes
// and booted by pairs. What has a worker on Redis is nearly the template, whose tests run in its own folder.
const isTemplate = ({ stack }: Rendered) => stack.parts.some(({ choice }) => choice === "redis");
const chosen = process.env.LONG_PROOFS
  ? coveringSet(stacks, 2)
  : coveringSet(stacks, 1).filter((rendered) => !isTemplate(rendered));

describe.each(chosen)("$label", (rendered) => {
  let folder = "";
  beforeAll(() => {
    folder = createWorkspace(rendered);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("passes its own tests", () => {
    const { status, output } = runIn(folder, "vitest", ["run"], { CI: "true" });
    const failures = output.match(/^.*(FAIL|AssertionError|Error:).*$/gm);
    expect({ status, failures: status === 0 ? null : failures }).toEqual({ status: 0, failures: null });
  });
});
