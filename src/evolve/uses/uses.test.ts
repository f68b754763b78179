import { expect, test } from "vitest";
import type { Going } from "./going.ts";
import { usesOf } from "./uses.ts";

const going = (some: Partial<Record<keyof Going, string[]>>): Going => {
  const of = (name: keyof Going) => new Set(some[name] ?? []);
  return {
    files: of("files"),
    packages: of("packages"),
    scripts: of("scripts"),
    settings: of("settings"),
    containers: of("containers"),
  };
};

const found = (
  some: Partial<Record<keyof Going, string[]>>,
  path: string,
  text: string,
  stays: string[] = [],
) => usesOf(going(some), [{ path, text }], new Set(stays)).map(({ name }) => name);

test.each([
  ["a.ts", 'import { Queue } from "bullmq";', true],
  ["a.mjs", "const { Queue } = require('bullmq');", true],
  ["a.ts", 'const late = await import("bullmq/esm");', true],
  ["a.ts", 'import "bullmq-own"; // bullmq', false],
  ["package.json", '"tidy": "bullmq clean"', true],
  ["package.json", '"bullmq": "6.0.0"', false],
])("a package in %s: %s", (path, text, uses) => {
  expect(found({ packages: ["bullmq"] }, path, text)).toEqual(uses ? ["bullmq"] : []);
});

test.each([
  ["run.sh", "node ./app/jobs/job.ts", ["app/jobs/job.ts"]],
  ["scripts/a.ts", 'readFileSync("../app/jobs/job.ts")', ["app/jobs/job.ts"]],
  ["own.json", '{ "include": ["app/jobs/**/*.ts"] }', ["app/jobs"]],
  ["own.json", '{ "include": ["app/jobs/", "myapp/jobs/job.ts"] }', ["app/jobs"]],
  ["own.json", '{ "include": ["app/mine.ts", "https://example.com/app/jobs/job.ts"] }', []],
])("a path in %s: %s", (path, text, names) => {
  expect(found({ files: ["app/jobs/job.ts", "app/jobs/facts.ts"] }, path, text, ["app/mine.ts"])).toEqual(
    names,
  );
});

test("a folder in which something stays does not go", () => {
  expect(found({ files: ["app/jobs/job.ts"] }, "own.json", '"app/jobs/"', ["app/jobs/mine.ts"])).toEqual([]);
});

test.each([
  ["own.yml", "- run: npm run db:migrate", true],
  ["package.json", '"deploy": "npm run db:migrate && scp x"', true],
  ["own.yml", "- run: npm run db:migrate:own", false],
  ["a.ts", 'spawn("npm", ["run", "db:migrate"])', true],
])("a script in %s: %s", (path, text, uses) => {
  expect(found({ scripts: ["db:migrate"] }, path, text)).toEqual(uses ? ["db:migrate"] : []);
});

test("a setting is used where its whole name stands", () => {
  expect(found({ settings: ["REDIS_URL"] }, "a.ts", "settings.REDIS_URL")).toEqual(["REDIS_URL"]);
  expect(found({ settings: ["REDIS_URL"] }, "a.ts", "settings.REDIS_URL_OWN")).toEqual([]);
  expect(found({ settings: ["REDIS_URL"] }, "a.ts", "settings.MY_REDIS_URL")).toEqual([]);
});
