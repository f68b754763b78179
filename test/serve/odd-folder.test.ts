import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { application } from "../application.ts";
import { type Outcome, runIn } from "../matrix/workspace.ts";

let above = "";
let folder = "";
beforeAll(() => {
  folder = application([]);
  above = join(dirname(folder), `odd-folder-${process.pid}`);
  mkdirSync(above);
});
afterAll(() => {
  for (const place of [above, folder]) rmSync(place, { recursive: true, force: true });
});

/** Runs a command in the application, in a folder of this name. */
function runAs(name: string, command: string, ...args: string[]): Outcome {
  const place = join(above, name);
  renameSync(folder, place);
  folder = place;
  return runIn(folder, command, args);
}

test.each(["a#b", "a%41b", "100%"])(
  "a folder named %s is refused in a sentence, by dev and build",
  (name) => {
    for (const script of ["dev", "build"]) {
      const { status, output } = runAs(name, "npm", "run", "--silent", script);
      expect(status).toBe(1);
      expect(output).toMatch(/^The folder of this application holds "[#%]".*\nMove the application.*\n$/);
    }
  },
);

test("what builds no pages runs there, and pages are built in every other folder", () => {
  const words = ["--require", "@aegis-stack/runtime/preload", "app/entrypoints/worker.ts"];
  writeFileSync(join(folder, "app/entrypoints/worker.ts"), "export {};");
  expect(runAs("a%41b", "node", ...words).status).toBe(0);
  expect(runAs("ü (b) [c] {d}'e", "npm", "run", "build").status).toBe(0);
});
