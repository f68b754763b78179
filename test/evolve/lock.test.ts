import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LockedPackage, Lockfile } from "../../src/render/lock-graph.ts";
import { pruneLockfile } from "../../src/render/lockfile.ts";
import { toJson } from "../../src/render/manifest.ts";
import { temporaryFolder } from "../command.ts";
import { type Application, add, edited, evolved, init, remove, same, textIn } from "./application.ts";
import { olderTemplate } from "./edits/older-template.ts";

const lockPath = "package-lock.json";
const lockOf = (application: Application): Lockfile => JSON.parse(textIn(application, lockPath));
const versions = (application: Application) =>
  Object.fromEntries(
    Object.entries(lockOf(application).packages).map(([path, { version }]) => [path, version]),
  );

interface Own {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const locked = (version: string, more: LockedPackage = {}): LockedPackage => ({
  version,
  integrity: `sha512-${version}-of-the-owner`,
  ...more,
});

/** What an owner's own `npm install` leaves: his packages in package.json and in the lock. */
function having(application: Application, { dependencies = {}, packages }: Own): Application {
  const manifest = JSON.parse(textIn(application, "package.json"));
  manifest.dependencies = { ...manifest.dependencies, ...dependencies };
  const lockfile = lockOf(application);
  return edited(application, {
    "package.json": toJson(manifest),
    [lockPath]: toJson(
      pruneLockfile({ ...lockfile, packages: { ...lockfile.packages, ...packages } }, manifest),
    ),
  });
}

const tiny: Own = {
  dependencies: { tiny: "1.0.0" },
  packages: {
    "node_modules/tiny": locked("1.0.0", { dependencies: { deep: "^2.0.0", zod: "^3.0.0" } }),
    "node_modules/deep": locked("2.0.1"),
    "node_modules/tiny/node_modules/zod": locked("3.1.0"),
  },
};

const commands = [
  { name: "add", start: init("database"), change: add("scheduler[database]") },
  { name: "remove", start: init("database,scheduler[database]"), change: remove("scheduler") },
  { name: "update", start: init("database", olderTemplate), change: same },
] as const;

describe.each(commands)("$name", ({ start, change }) => {
  test("keeps the owner's packages at the versions that he has locked, and all others as tested", () => {
    const after = versions(evolved(having(start, tiny), change).application);
    expect(after).toMatchObject({
      "node_modules/tiny": "1.0.0",
      "node_modules/deep": "2.0.1",
      "node_modules/tiny/node_modules/zod": "3.1.0",
    });
    const { "": _root, ...tested } = versions(evolved(start, change).application);
    expect(after).toMatchObject(tested);
  });

  test("keeps a fix that the owner made deep in the lock", () => {
    const path = "node_modules/fast-uri";
    const fixed = having(start, {
      packages: { [path]: { ...lockOf(start).packages[path], ...locked("4.9.9") } },
    });
    expect(versions(evolved(fixed, change).application)[path]).toBe("4.9.9");
  });

  test("leaves a lock alone that it cannot read, and makes none where the owner has none", () => {
    for (const text of [
      "{",
      '{"lockfileVersion":1}',
      '{"lockfileVersion":3,"packages":{"packages/own":{"link":true}}}',
    ]) {
      const { application } = evolved(edited(start, { [lockPath]: text }), change);
      expect(textIn(application, lockPath)).toBe(text);
    }
    expect(evolved(edited(start, { [lockPath]: null }), change).application.files.has(lockPath)).toBe(false);
  });
});

test("where both want the same package in different versions, each finds its own", () => {
  const old: Own = {
    dependencies: { "cron-thing": "1.0.0" },
    packages: {
      "node_modules/cron-thing": locked("1.0.0", { dependencies: { croner: "^9.0.0" } }),
      "node_modules/croner": locked("9.1.0"),
    },
  };
  const start = having(init(""), old);
  const { application } = evolved(start, add("scheduler"));
  const tested = versions(init("scheduler"))["node_modules/croner"];
  expect(versions(application)).toMatchObject({
    "node_modules/croner": tested,
    "node_modules/cron-thing/node_modules/croner": "9.1.0",
  });
  const back = evolved(application, remove("scheduler")).application;
  expect(versions(back)["node_modules/cron-thing/node_modules/croner"]).toBe("9.1.0");
  expect(versions(back)["node_modules/croner"]).toBeUndefined();
});

test("what the owner still uses of a part that goes stays, as he asks for it", () => {
  const start = init("scheduler");
  const manifest = JSON.parse(textIn(start, "package.json"));
  const version: string = manifest.dependencies.croner;
  manifest.dependencies.croner = `^${version}`;
  const owned = edited(start, { "package.json": toJson(manifest) });
  const { application } = evolved(owned, remove("scheduler"));
  expect(JSON.parse(textIn(application, "package.json")).dependencies.croner).toBe(`^${version}`);
  expect(versions(application)["node_modules/croner"]).toBe(version);
});

test("npm itself finds nothing to change in the outcome", () => {
  // Packages of the template stand for the owner's: npm knows nothing of invented ones, and is asked offline.
  const own = init("database");
  const lockfile = lockOf(own);
  const start = having(init(""), {
    dependencies: { "drizzle-orm": String(lockfile.packages["node_modules/drizzle-orm"]?.version) },
    packages: Object.fromEntries(
      Object.entries(lockfile.packages).filter(([path]) => path === "node_modules/drizzle-orm"),
    ),
  });
  const { application } = evolved(start, add("scheduler[memory]"));
  const folder = temporaryFolder();
  for (const path of ["package.json", lockPath]) writeFileSync(join(folder, path), textIn(application, path));
  const asked = [
    "install",
    "--package-lock-only",
    "--offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ];
  const { status, stderr } = spawnSync("npm", asked, { cwd: folder, encoding: "utf8" });
  expect([status, stderr.includes("ERR!")]).toEqual([0, false]);
  const [before, after] = [
    textIn(application, lockPath),
    spawnSync("cat", [join(folder, lockPath)], { encoding: "utf8" }).stdout,
  ];
  expect(after).toBe(before);
});
