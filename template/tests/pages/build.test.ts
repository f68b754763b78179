import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { builtPages } from "./build.ts";

/** Kilobytes, gzip, all pages together. */
const BUDGET = 150;

let directory: string;

beforeAll(async () => {
  directory = await builtPages();
});

const read = (pattern: string) =>
  globSync(pattern, { cwd: directory }).map((name) => ({
    name,
    text: readFileSync(join(directory, name), "utf8"),
  }));

test(`scripts for browsers weigh no more than ${BUDGET} kB`, () => {
  const scripts = read("client/assets/*.js");
  const weight = scripts.reduce((sum, { text }) => sum + gzipSync(text).length, 0);
  expect(scripts.length).toBeGreaterThan(5);
  expect(weight / 1_000).toBeLessThan(BUDGET);
});

test("nothing of core or of a service is in what browsers get", () => {
  for (const { name, text } of read("client/assets/*.js")) {
    expect(text, name).not.toMatch(/#app\/|OVERSEER_PASSWORD|_zod|monitorEventLoopDelay/);
  }
});

test("the server's bundle holds the pages; core and services stay imports of the one instance", () => {
  const [bundle] = read("server/index.js");
  expect(bundle?.text).toContain('from "#app/services/system/health/index.ts"');
  expect(bundle?.text).toContain('from "#app/components/frontend/serve/context.ts"');
  expect(bundle?.text).not.toMatch(/OVERSEER_PASSWORD|_zod|monitorEventLoopDelay/);
});

test("every script and style lies beside its packed forms", () => {
  const names = globSync("client/assets/*.{js,css}", { cwd: directory }).filter(
    (name) => !name.includes("manifest-"),
  );
  const packed = new Set(globSync("client/assets/*.{br,gz}", { cwd: directory }));
  for (const name of names) {
    expect(packed).toContain(`${name}.br`);
    expect(packed).toContain(`${name}.gz`);
  }
});
