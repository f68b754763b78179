import { expect, test } from "vitest";
import type { BackupFacts } from "#app/services/database/status.ts";
import { createBackupDesk } from "./backup-desk.ts";

const backup: BackupFacts = {
  name: "one",
  takenAt: "2027-01-31T08:05:09.000Z",
  size: 1,
  beforeRestore: false,
};

test("who asks while a backup is being written gets that one, and everybody sees since when", async () => {
  const ends: PromiseWithResolvers<BackupFacts>[] = [];
  const take = () => {
    const end = Promise.withResolvers<BackupFacts>();
    ends.push(end);
    return end.promise;
  };
  const desk = createBackupDesk({ take, now: () => Date.parse("2027-01-31T08:05:00Z") });
  const asked = [desk.ask(), desk.ask()];
  expect(desk.state()).toEqual({ since: "2027-01-31T08:05:00.000Z", failure: null });
  ends[0]?.resolve(backup);
  expect(await Promise.all(asked)).toEqual([backup, backup]);
  expect(desk.state().since).toBeNull();
  void desk.ask();
  expect(ends).toHaveLength(2);
});

test("a failure is told until a backup has succeeded", async () => {
  const answers = [Promise.reject(new Error("the disk is full")), Promise.resolve(backup)];
  const desk = createBackupDesk({ take: () => answers.shift() ?? Promise.resolve(backup) });
  await expect(desk.ask()).rejects.toThrow("the disk is full");
  expect(desk.state()).toMatchObject({ since: null, failure: { what: "the disk is full" } });
  await desk.ask();
  expect(desk.state().failure).toBeNull();
});
