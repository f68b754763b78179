import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RUNTIME } from "./packed.ts";

/** A command of npm in code; a comment may name it. */
const NPM_COMMAND = /^(?!\s*(?:\*|\/\/|\/\*)).*\b(?:npx |npm (?:ci|install|run|start|test)\b)/gm;

test("messages of the runtime name the commands of the application's own package manager", () => {
  const sources = globSync("src/**/*.{ts,tsx}", { cwd: RUNTIME }).filter(
    (file) => !/\.(test|fixture)\.ts$/.test(file) && file !== join("src", "format", "own-commands.ts"),
  );
  expect(sources.length).toBeGreaterThan(100);
  const naming = sources.flatMap((file) => {
    const lines = readFileSync(join(RUNTIME, file), "utf8").match(NPM_COMMAND) ?? [];
    return lines.map((line) => `${file}: ${line.trim()}`);
  });
  expect(naming).toEqual([]);
});
