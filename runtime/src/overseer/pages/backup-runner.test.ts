import { expect, test } from "vitest";
import type { BackupReport } from "../../database/index.ts";
import { createBackupRunner } from "./backup-runner.ts";

const backup: BackupReport = {
  name: "one",
  takenAt: "2027-01-31T08:05:09.000Z",
  size: 1,
  beforeRestore: false,
};

test("who asks while a backup is being written gets that one, and everybody sees since when", async () => {
  const ends: PromiseWithResolvers<BackupReport>[] = [];
  const take = () => {
    const end = Promise.withResolvers<BackupReport>();
    ends.push(end);
    return end.promise;
  };
  const runner = createBackupRunner({ take, now: () => Date.parse("2027-01-31T08:05:00Z") });
  const asked = [runner.run(), runner.run()];
  expect(runner.state()).toEqual({ since: "2027-01-31T08:05:00.000Z", failure: null });
  ends[0]?.resolve(backup);
  expect(await Promise.all(asked)).toEqual([backup, backup]);
  expect(runner.state().since).toBeNull();
  void runner.run();
  expect(ends).toHaveLength(2);
});

test("a failure is told until a backup has succeeded", async () => {
  const results = [Promise.reject(new Error("the disk is full")), Promise.resolve(backup)];
  const runner = createBackupRunner({ take: () => results.shift() ?? Promise.resolve(backup) });
  await expect(runner.run()).rejects.toThrow("the disk is full");
  expect(runner.state()).toMatchObject({ since: null, failure: { message: "the disk is full" } });
  await runner.run();
  expect(runner.state().failure).toBeNull();
});
