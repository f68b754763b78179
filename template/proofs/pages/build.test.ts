import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { builtPages } from "./build.ts";

let directory: string;

beforeAll(async () => {
  directory = await builtPages();
});

const read = (pattern: string) =>
  globSync(pattern, { cwd: directory }).map((name) => ({
    name,
    text: readFileSync(join(directory, name), "utf8"),
  }));

test("nothing of core or of a service is in what browsers get", () => {
  const scripts = read("client/assets/*.js");
  expect(scripts.length).toBeGreaterThan(5);
  for (const { name, text } of scripts) {
    expect(text, name).not.toMatch(/#app\/|OVERSEER_PASSWORD|monitorEventLoopDelay/);
  }
});

test("the server's bundle holds the pages; the application, core and services stay imports of the one instance", () => {
  const [bundle] = read("server/index.js");
  expect(bundle?.text).toContain('from "#app/services/overview/overview-service.ts"');
  expect(bundle?.text).toContain('from "#app/components/frontend/serve/context.ts"');
  expect(bundle?.text).not.toMatch(/OVERSEER_PASSWORD|monitorEventLoopDelay/);
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
