import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deliverRuntime } from "../../scripts/runtime/deliver.ts";
import { isInstalledFrom } from "../../scripts/runtime/installed.ts";
import { createTarball } from "../../scripts/runtime/tarball.ts";
import type { Files } from "../../src/render/file.ts";
import { toJson } from "../../src/render/manifest.ts";
import { aegis, cleanEnvironment, quick, temporaryFolder } from "../command.ts";
import { git } from "../evolve/project.ts";
import { packed, writeFiles } from "./packed.ts";

const cache = temporaryFolder();

function npm(folder: string, ...args: string[]): void {
  const env = { ...cleanEnvironment(), npm_config_cache: cache, npm_config_audit: "false" };
  execFileSync("npm", args, { cwd: folder, env, stdio: "pipe" });
}

/** A build that asks for no library, so that an application of nothing else can be locked and installed. */
const alone = new Map([...packed, ["package.json", Buffer.from(toJson(withoutLibraries()))]]);
const tarball = createTarball(alone);

function withoutLibraries(): object {
  const manifest: Record<string, unknown> = JSON.parse(String(packed.get("package.json")));
  for (const field of ["dependencies", "peerDependencies", "peerDependenciesMeta"]) delete manifest[field];
  return manifest;
}

/** Another build of the same version. */
const otherTarball = createTarball(
  new Map([...alone, ["README.md", Buffer.from("# Another build of this version\n")]]),
);

const EMPTY: Files = new Map(
  ["package.json", "package-lock.json"].map((path) => {
    const own = { name: "shop", version: "1.0.0" };
    const isLock = path === "package-lock.json";
    const content = isLock ? { ...own, lockfileVersion: 3, requires: true, packages: { "": own } } : own;
    return [path, { content: toJson(content), executable: false }];
  }),
);

/** An application that depends on nothing but the runtime. */
function applicationWith(bytes: Uint8Array): string {
  const folder = temporaryFolder();
  const files = deliverRuntime(EMPTY, bytes, "packed");
  writeFiles(folder, new Map([...files].map(([path, { content }]) => [path, content])));
  return folder;
}

test("of two builds of one version each application gets its own, from one cache and after each install", () => {
  const applications = [tarball, otherTarball].map((bytes) => ({ bytes, folder: applicationWith(bytes) }));
  const expectOwn = () => {
    for (const { bytes, folder } of applications) expect(isInstalledFrom(bytes, folder)).toBe(true);
  };
  for (const { folder } of applications) npm(folder, "ci");
  expectOwn();

  const unrelated = temporaryFolder();
  writeFileSync(join(unrelated, "package.json"), '{ "name": "unrelated", "version": "1.0.0" }');
  npm(unrelated, "pack");
  for (const { folder } of applications) npm(folder, "install", join(unrelated, "unrelated-1.0.0.tgz"));
  expectOwn();
  for (const { folder } of applications) npm(folder, "ci");
  expectOwn();
});

test("an application that takes over another build gets that one", () => {
  const folder = applicationWith(tarball);
  npm(folder, "ci");
  rmSync(join(folder, "vendor"), { recursive: true });
  const files = deliverRuntime(EMPTY, otherTarball, "packed");
  writeFiles(folder, new Map([...files].map(([path, { content }]) => [path, content])));
  npm(folder, "install");
  expect(isInstalledFrom(otherTarball, folder)).toBe(true);
});

test("as a member of an npm workspace an application gets its own build, by the path below its own folder", () => {
  const root = temporaryFolder();
  const files = deliverRuntime(EMPTY, tarball, "packed");
  const member = new Map([...files].map(([path, { content }]) => [`packages/shop/${path}`, content]));
  member.delete("packages/shop/package-lock.json");
  writeFiles(root, member.set("package.json", '{ "private": true, "workspaces": ["packages/*"] }'));
  npm(root, "install");
  npm(root, "ci");
  expect(isInstalledFrom(tarball, root)).toBe(true);
});

test("npm finds nothing to change in the manifest and the lock as they are delivered", () => {
  const folder = applicationWith(tarball);
  const read = () =>
    ["package.json", "package-lock.json"].map((path) => readFileSync(join(folder, path), "utf8"));
  const before = read();
  npm(folder, "install");
  expect(read()).toEqual(before);
});

test("a clone installs although the machine ignores tarballs and folders named vendor", async () => {
  const cwd = temporaryFolder();
  expect((await aegis(["init", "shop", ...quick], { cwd })).code).toBe(0);
  const [folder, clone] = [join(cwd, "shop"), join(cwd, "clone")];
  writeFileSync(join(cwd, "ignored"), "*.tgz\nvendor/\n");
  git(folder, "init", "--quiet");
  git(folder, "config", "core.excludesFile", join(cwd, "ignored"));
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "all");
  git(cwd, "clone", "--quiet", folder, clone);
  const [name = ""] = readdirSync(join(clone, "vendor"));
  const bytes = readFileSync(join(folder, "vendor", name));
  expect(readFileSync(join(clone, "vendor", name)).equals(bytes)).toBe(true);

  npm(clone, "ci", "--omit=dev", "--ignore-scripts");
  expect(isInstalledFrom(bytes, clone)).toBe(true);
});

test("what is installed differs from the tarball when a file of it was changed", () => {
  const folder = applicationWith(tarball);
  npm(folder, "ci");
  mkdirSync(join(folder, "node_modules/@aegis-stack/runtime/dist/errors"), { recursive: true });
  writeFileSync(join(folder, "node_modules/@aegis-stack/runtime/dist/errors/index.js"), "");
  expect(isInstalledFrom(tarball, folder)).toBe(false);
});
