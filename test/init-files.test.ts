import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unpack } from "../src/render/archive.ts";
import { version } from "../src/version.ts";
import { aegis, filesBelow, quick, temporaryFolder } from "./command.ts";

const cwd = temporaryFolder();
const made = await aegis(["init", "shop", ...quick], { cwd });
const files = filesBelow(join(cwd, "shop"));
const read = (path: string) => readFileSync(join(cwd, "shop", path), "utf8");

test("it ends well, and says where the files are", () => {
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toContain(`${files.length} files are in ${join(cwd, "shop")}.`);
});

test("the last line makes the same application again", () => {
  expect(made.stdout.trimEnd().split("\n").at(-1)).toBe(`npx aegis-stack@${version} init shop --yes`);
});

test("next steps say what is missing", () => {
  expect(made.stdout).toMatch(/cd shop\n {2}npm install\n {2}npm run dev/);
});

test("there is an application, with its dotfiles and its lock", () => {
  for (const path of [
    "package.json",
    "package-lock.json",
    ".gitignore",
    "aegis.json",
    "app/entrypoints/dev.ts",
  ]) {
    expect(files).toContain(path);
  }
  expect(files.filter((path) => path.includes("node_modules"))).toEqual([]);
});

test("the state holds the stack, and the base every text as written", () => {
  expect(JSON.parse(read("aegis.json"))).toMatchObject({
    aegis: version,
    name: "shop",
    components: [],
    services: [],
  });
  const base = unpack(readFileSync(join(cwd, "shop/.aegis/base")));
  const expected = files.filter((path) => path !== ".aegis/base");
  expect([...base.keys()].sort()).toEqual(expected);
  for (const [path, { content }] of base) if (typeof content === "string") expect(read(path)).toBe(content);
});

test("made again, it is the same byte for byte", async () => {
  await aegis(["init", "shop", "-o", "again", ...quick], { cwd });
  expect(filesBelow(join(cwd, "again/shop"))).toEqual(files);
  for (const path of files) {
    const again = readFileSync(join(cwd, "again/shop", path));
    expect(Buffer.compare(again, readFileSync(join(cwd, "shop", path))), path).toBe(0);
  }
});

test("without --yes and without a terminal nothing is asked: what was not given is left out", async () => {
  const plain = await aegis(["init", "plain", "--no-install", "--no-git"], { cwd });
  expect(plain.code).toBe(0);
  expect(filesBelow(join(cwd, "plain"))).toEqual(files);
});

test("an explicitly empty list is none, and what is always there may be named", async () => {
  const none = await aegis(["init", "none", "-c", "", "-s", "", ...quick], { cwd });
  expect(none.code).toBe(0);
  const core = await aegis(["init", "core", "-c", "backend,frontend,cli", ...quick], { cwd });
  expect(core.code).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, "core/aegis.json"), "utf8")).components).toEqual([]);
});

test("another package manager is written down, and named wherever commands are", async () => {
  const pnpm = await aegis(["init", "with-pnpm", "--package-manager", "pnpm", ...quick], { cwd });
  expect(pnpm.stdout).toContain("pnpm install\n  pnpm dev");
  expect(pnpm.stdout.trimEnd()).toMatch(/init with-pnpm --package-manager pnpm --yes$/);
  expect(JSON.parse(readFileSync(join(cwd, "with-pnpm/aegis.json"), "utf8")).packageManager).toBe("pnpm");
});
