import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, quick, temporaryFolder } from "../command.ts";
import { finding } from "./findings.ts";

const cwd = temporaryFolder();

/** A new application, the path of its tarball, and the finding about it. */
async function shop(name: string) {
  const { code, stderr } = await aegis(["init", name, ...quick], { cwd });
  expect(code, stderr).toBe(0);
  const folder = join(cwd, name);
  const tarball = `vendor/${readdirSync(join(folder, "vendor"))[0]}`;
  return { folder, tarball, look: () => finding(folder, "runtime") };
}

test("a tarball as it was written, before the first install", async () => {
  const { look } = await shop("fresh");
  expect(await look()).toMatchObject({
    status: "info",
    message: expect.stringContaining("is not installed yet"),
  });
});

test("a tarball that is missing", async () => {
  const { folder, tarball, look } = await shop("missing");
  rmSync(join(folder, tarball));
  expect(await look()).toMatchObject({ status: "problem", message: expect.stringContaining(tarball) });
});

test("a tarball with other bytes than its name says", async () => {
  const { folder, tarball, look } = await shop("changed");
  appendFileSync(join(folder, tarball), "x");
  expect(await look()).toMatchObject({
    status: "problem",
    message: expect.stringContaining("its digest is"),
  });
});

test("a tarball that git does not track", async () => {
  const { folder, tarball, look } = await shop("untracked");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  expect((await look())?.status).toBe("info");
  git("rm", "--cached", "--quiet", tarball);
  expect(await look()).toMatchObject({
    status: "problem",
    hint: expect.stringContaining(`git add --force ${tarball}`),
  });
});

test("an installed package of another version", async () => {
  const { folder, look } = await shop("version");
  const place = join(folder, "node_modules/@aegis-stack/runtime");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), '{ "version": "0.0.1" }');
  expect(await look()).toMatchObject({
    status: "problem",
    message: expect.stringContaining("0.0.1"),
    hint: 'Run "npm install".',
  });
});

test("a package.json that does not list it, and one that takes it from elsewhere", async () => {
  const { folder, tarball, look } = await shop("elsewhere");
  const manifest = join(folder, "package.json");
  const text = readFileSync(manifest, "utf8");
  writeFileSync(manifest, text.replace(`file:${tarball}`, "0.1.0"));
  expect(await look()).toMatchObject({ status: "info", message: expect.stringContaining("0.1.0") });
  writeFileSync(manifest, text.replace(/.*"@aegis-stack\/runtime".*\n/, ""));
  expect(await look()).toMatchObject({ status: "problem", hint: "Restore the line from git." });
});
