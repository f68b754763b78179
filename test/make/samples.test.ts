import { join } from "node:path";
import { expect, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";

const TEMPLATE = join(import.meta.dirname, "../../template");
const KNIP = join(import.meta.dirname, "../../node_modules/.bin/knip");
const KNIP_OPTIONS = ["--config", "make/knip.json", "--tsConfig", "make/tsconfig.json"];

// As they stand, with the placeholder for a name. What is written for other names, and without a service: made.test.ts.
test.each([
  ["compile", "tsc", ["--project", "make"]],
  ["are linted and formatted", "biome", ["check", "--error-on-warnings", "make"]],
  ["leave nothing unused", KNIP, [...KNIP_OPTIONS, "--no-progress", "--no-gitignore"]],
])("the samples %s where they stand", (_title, command, args) => {
  const { status, output } = runIn(TEMPLATE, command, args);
  expect(status, output).toBe(0);
});
