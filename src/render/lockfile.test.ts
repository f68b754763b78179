import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Lockfile } from "./lock-graph.ts";
import { pruneLockfile } from "./lockfile.ts";
import { type Manifest, toJson } from "./manifest.ts";

const template = new URL("../../template/", import.meta.url);
const manifest: Manifest = JSON.parse(readFileSync(new URL("package.json", template), "utf8"));
const lockfile: Lockfile = JSON.parse(readFileSync(new URL("package-lock.json", template), "utf8"));

const folder = mkdtempSync(join(tmpdir(), "aegis-lockfile-"));
afterAll(() => rmSync(folder, { recursive: true }));

function without(dropped: readonly string[]): Manifest {
  const prune = (record: Readonly<Record<string, string>> | undefined) =>
    Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => !dropped.includes(name)));
  return {
    ...manifest,
    dependencies: prune(manifest.dependencies),
    devDependencies: prune(manifest.devDependencies),
  };
}

/** What npm makes of the lock, given nothing but the lock and the manifest. */
function afterNpm(asked: Manifest, pruned: Lockfile): string {
  writeFileSync(join(folder, "package.json"), toJson(asked));
  writeFileSync(join(folder, "package-lock.json"), toJson(pruned));
  const args = ["install", "--package-lock-only", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  expect(npm.status, npm.stderr).toBe(0);
  return readFileSync(join(folder, "package-lock.json"), "utf8");
}

const production = Object.keys(manifest.dependencies ?? {});

test.each([
  ["nothing", []],
  ["the pinned Node", ["node"]],
  ["the build of the pages", ["vite", "@react-router/dev", "@tailwindcss/vite"]],
  ["the tests", ["vitest", "node"]],
  ["a logger's peer", ["pino"]],
  ["the web server", ["fastify", "@fastify/static", "fastify-type-provider-zod", "@fastify/swagger"]],
  ["everything in production", production],
])("npm finds nothing to change in the lock without %s", (_what, dropped) => {
  const asked = without(dropped);
  const pruned = pruneLockfile(lockfile, asked);
  expect(afterNpm(asked, pruned)).toBe(toJson(pruned));
});

test("npm does look: it would prune a lock that was not", () => {
  expect(afterNpm(without(["@tailwindcss/vite"]), lockfile)).not.toBe(toJson(lockfile));
});

test("what nothing reaches any more is gone, and the rest stays at its version", () => {
  const pruned = pruneLockfile(lockfile, without(["@tailwindcss/vite"]));
  expect(pruned.packages["node_modules/@tailwindcss/vite"]).toBeUndefined();
  expect(Object.keys(pruned.packages).length).toBeLessThan(Object.keys(lockfile.packages).length);
  for (const [path, locked] of Object.entries(pruned.packages)) {
    if (path !== "") expect(locked.version).toBe(lockfile.packages[path]?.version);
  }
});

test("the lock of the whole manifest is returned as it is", () => {
  expect(toJson(pruneLockfile(lockfile, manifest))).toBe(toJson(lockfile));
});

const chain: Lockfile = {
  lockfileVersion: 3,
  packages: {
    "": { dependencies: { a: "1" }, devDependencies: { d: "1" } },
    "node_modules/a": { version: "1", dependencies: { b: "1" } },
    "node_modules/a/node_modules/b": { version: "1", optionalDependencies: { c: "1" } },
    "node_modules/b": { version: "2", dev: true },
    "node_modules/c": { version: "1", optional: true },
    "node_modules/d": {
      version: "1",
      dev: true,
      dependencies: { b: "2", c: "1" },
      peerDependencies: { e: "1" },
    },
    "node_modules/e": { version: "1", dev: true, peer: true },
    "node_modules/f": { version: "1", dev: true },
  },
};

test("a package inside another one is found before the one around it", () => {
  const pruned = pruneLockfile(chain, { dependencies: { a: "1" } });
  expect(Object.keys(pruned.packages)).toEqual([
    "",
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/c",
  ]);
});

test("flags are set anew: what both sides share stops being optional or for development only", () => {
  const both = pruneLockfile(chain, { dependencies: { a: "1" }, devDependencies: { d: "1" } });
  expect(both.packages["node_modules/c"]).toEqual({ version: "1", devOptional: true });
  expect(both.packages["node_modules/e"]).toEqual({ version: "1", dev: true, peer: true });
  const one = pruneLockfile(chain, { dependencies: { a: "1" } });
  expect(one.packages["node_modules/c"]).toEqual({ version: "1", optional: true });
});
