import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import { stacksWith, textOf, variants } from "./stacks.ts";
import { runIn } from "./workspace.ts";

const largest = stacksWith("most").slice(-1);
const rendered = variants(largest).filter(({ stack }) => !stack.nodePin && stack.packageManager !== "npm");

/** Run by machines, which choose the manager by its name. */
const RUNS_COMMANDS = ["Dockerfile", ".github/workflows/ci.yml", "package.json"];

describe.each(rendered)("$label", ({ files }) => {
  test("guides, pages, hints and messages name no command of npm", () => {
    const npm = /\bnpx |\bnpm (?:ci|install|run|start|test)\b/;
    const naming = [...files].filter(
      ([path, file]) =>
        typeof file.content === "string" && !RUNS_COMMANDS.includes(path) && npm.test(textOf(file)),
    );
    expect(naming.map(([path]) => path)).toEqual([]);
  });

  test("is linted and formatted with the longer words, too", () => {
    const folder = temporaryFolder();
    for (const [path, { content }] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const { status, output } = runIn(folder, "biome", [
      "check",
      "--vcs-enabled=false",
      "--error-on-warnings",
    ]);
    expect(status, output).toBe(0);
  });
});
