import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unpack } from "../../src/render/archive.ts";
import { aegis, temporaryFolder } from "../command.ts";
import { buildOlderCommand } from "../vendor/older-command.ts";
import { git, run } from "./project.ts";

const MAX_BASE_BYTES = 300_000;

const cwd = temporaryFolder();
const older = buildOlderCommand(cwd);
let made = 0;

/** An application, committed. @param command that writes it; the current one unless given */
async function createApplication(command?: string): Promise<string> {
  made += 1;
  const place = join(cwd, `application-${made}`);
  mkdirSync(place);
  const args = ["init", "shop", "--yes", "--no-install", "--no-git"];
  const { code, stderr } = await aegis(args, { cwd: place, ...(command && { command }) });
  expect(code, stderr).toBe(0);
  const folder = join(place, "shop");
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "made");
  return folder;
}

const tarballsOf = (folder: string): string[] => readdirSync(join(folder, "vendor"));
const [ownTarball = ""] = tarballsOf(await createApplication());

test("the base holds the tarball by its name", async () => {
  const folder = await createApplication();
  const base = join(folder, ".aegis/base");
  expect([...unpack(readFileSync(base)).keys()]).toContain(`vendor/${ownTarball}`);
  expect(statSync(base).size).toBeLessThan(MAX_BASE_BYTES);
  expect(statSync(join(folder, "vendor", ownTarball)).size).toBeGreaterThan(MAX_BASE_BYTES);
});

test("an update takes the older tarball away where it is as it was, and leaves an edited one", async () => {
  const unedited = await createApplication(older);
  const [olderTarball = ""] = tarballsOf(unedited);
  expect(olderTarball).not.toBe(ownTarball);
  expect((await run(unedited, "update", "--yes", "--no-install")).code).toBe(0);
  expect(tarballsOf(unedited)).toEqual([ownTarball]);

  const edited = await createApplication(older);
  const bytes = Buffer.concat([readFileSync(join(edited, "vendor", olderTarball)), Buffer.from("mine")]);
  writeFileSync(join(edited, "vendor", olderTarball), bytes);
  git(edited, "commit", "--quiet", "--all", "--message", "edited");
  const { code, stdout } = await run(edited, "update", "--yes", "--no-install");
  expect(code).toBe(0);
  expect(stdout).toContain(olderTarball);
  expect(tarballsOf(edited).toSorted()).toEqual([ownTarball, olderTarball].toSorted());
  expect(readFileSync(join(edited, "vendor", olderTarball)).equals(bytes)).toBe(true);
});

test("a tarball of this version that is edited or gone stays so when something is added", async () => {
  const folder = await createApplication();
  writeFileSync(join(folder, "vendor", ownTarball), "mine");
  git(folder, "commit", "--quiet", "--all", "--message", "edited");
  expect((await run(folder, "status")).stdout).toContain(ownTarball);
  expect((await run(folder, "add", "cache", "--yes", "--no-install")).code).toBe(0);
  expect(readFileSync(join(folder, "vendor", ownTarball), "utf8")).toBe("mine");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "added");
  rmSync(join(folder, "vendor", ownTarball));
  git(folder, "commit", "--quiet", "--all", "--message", "gone");
  expect((await run(folder, "remove", "cache", "--yes", "--no-install")).code).toBe(0);
  expect(tarballsOf(folder)).toEqual([]);
});
