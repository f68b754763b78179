import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { runIn } from "./workspace.ts";

// What holds for the template's own pages, and would be the owner's business in an application.
const TEMPLATE = join(import.meta.dirname, "../../template");
const BUDGET_KB = 150;

// Where git does not look, so that the template stays as it is for others.
mkdirSync(join(TEMPLATE, "build"), { recursive: true });
const directory = mkdtempSync(join(TEMPLATE, "build/weighed-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test(`scripts for browsers weigh no more than ${BUDGET_KB} kB, and bring no zod along`, () => {
  const pages = join(directory, "pages");
  expect(runIn(TEMPLATE, "react-router", ["build"], { UI_BUILD_DIRECTORY: pages })).toMatchObject({
    status: 0,
  });
  const scripts = globSync("client/assets/*.js", { cwd: pages }).map((name) =>
    readFileSync(join(pages, name)),
  );
  const weight = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  expect(scripts.length).toBeGreaterThan(5);
  expect(weight / 1_000).toBeLessThan(BUDGET_KB);
  const zod = [...scripts, readFileSync(join(pages, "server/index.js"))].filter((script) =>
    script.includes("_zod"),
  );
  expect(zod).toEqual([]);
});

test("the test of contrast knows every colour of the pages", () => {
  const css = readFileSync(join(TEMPLATE, "app/components/frontend/app.css"), "utf8");
  const tests = readFileSync(join(TEMPLATE, "app/components/frontend/tokens.test.ts"), "utf8");
  const colours = [...css.matchAll(/--(\w+): light-dark\(/g)].map(([, name = ""]) => name);
  expect(colours.length).toBeGreaterThan(9);
  // A line between two surfaces carries no text.
  expect(colours.filter((name) => name !== "line" && !tests.includes(`"${name}"`))).toEqual([]);
});
