import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import {
  CAPABILITY_CONSUMERS,
  checkConsumer,
  createConsumer,
  subpathsFor,
  TYPESCRIPT_COMPILERS,
} from "./consumers.ts";
import { describeConsumers } from "./describe-consumers.ts";
import { modules, ROOT } from "./packed.ts";

const [newest] = TYPESCRIPT_COMPILERS;

test("each compiler is of the version that it stands for", () => {
  for (const { version, folder } of TYPESCRIPT_COMPILERS) {
    const installed = JSON.parse(readFileSync(join(ROOT, "node_modules", folder, "package.json"), "utf8"));
    expect(installed.version.startsWith(`${version}.`), folder).toBe(true);
  }
});

test("every subpath is imported by the application of a capability", () => {
  const imported = new Set(CAPABILITY_CONSUMERS.flatMap(({ libraries }) => subpathsFor(libraries)));
  expect([...modules.keys()].filter((subpath) => !imported.has(subpath))).toEqual([]);
});

test("a declaration that names a library which is not installed is an error", async () => {
  const folder = await createConsumer(temporaryFolder(), [], ["./redis"]);
  const { own } = checkConsumer(folder, newest);
  expect(own.join("\n")).toMatch(/@aegis-stack\/runtime\/dist\/redis\/.*'ioredis'/);
});

// Compilers before 7 take ten times as long: here they check one application, and all in test/long.
describeConsumers(
  CAPABILITY_CONSUMERS.map((consumer, index) => ({
    consumer,
    versions: index === 0 ? TYPESCRIPT_COMPILERS.map(({ version }) => version) : [newest.version],
  })),
);
