import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { createDraftPath, removeAbandonedDrafts } from "./drafts.ts";
import { addBackup, listBackups } from "./folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drafts-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

const inFolder = () => readdirSync(folder).toSorted();
const touch = (path: string, hoursAgo = 0) => {
  writeFileSync(path, "");
  const time = new Date(Date.now() - hoursAgo * 3_600_000);
  utimesSync(path, time, time);
};
/** The id of a process that has ended. */
const endedProcess = () => execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" }).trim();

test("what a killed backup left is removed by the next one, with what SQLite put beside it", async () => {
  const killed = createDraftPath(folder).replace(`-${process.pid}-`, `-${endedProcess()}-`);
  for (const tail of ["", "-journal", "-wal", "-shm"]) touch(`${killed}${tail}`);
  const write = async (file: string) => writeFileSync(file, "all of it");
  await addBackup({ folder, extension: "db", now: new Date(), beforeRestore: false, write });
  expect(inFolder()).toEqual((await listBackups(folder)).map(({ name }) => name));
});

test("a draft that a process is writing stays, this one's and another's", async () => {
  const own = createDraftPath(folder);
  const other = own.replace(`-${process.pid}-`, `-${process.ppid}-`);
  for (const path of [own, other]) touch(path);
  await removeAbandonedDrafts(folder);
  expect(inFolder()).toHaveLength(2);
});

test("one of this process's id that it did not begin is another process's, which had the id before", async () => {
  touch(createDraftPath(folder).replace(/[0-9a-f]{12}\.part$/, "0123456789ab.part"));
  await removeAbandonedDrafts(folder);
  expect(inFolder()).toEqual([]);
});

test("one of another machine or an older version is removed after a day", async () => {
  const names = [".ffffffffffff-1-0123456789ab.part", ".0123456789ab.part", "2026.db.17.part"];
  for (const name of names) touch(join(folder, name), 23);
  await removeAbandonedDrafts(folder);
  expect(inFolder()).toHaveLength(3);
  for (const name of names) touch(join(folder, name), 25);
  await removeAbandonedDrafts(folder);
  expect(inFolder()).toEqual([]);
});

test.each([
  ["a file", "", /there is a file of that name/],
  ["below a file", "more", /a part of the path is a file/],
])("a folder of backups that is %s is a sentence, to write to and to list", async (_what, below, reason) => {
  const place = join(folder, "file");
  writeFileSync(place, "");
  const path = join(place, below);
  const write = async () => {};
  await expect(
    addBackup({ folder: path, extension: "db", now: new Date(), beforeRestore: false, write }),
  ).rejects.toMatchObject({ code: "backup.not-written", message: expect.stringMatching(reason) });
  await expect(listBackups(path)).rejects.toMatchObject({ code: "backup.unreadable" });
});
