import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../migrations/migrate.ts";
import { countersIn } from "./writer.fixture.ts";

let folder: string;
let file: string;
let writers: ChildProcess[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "processes-"));
  file = join(folder, "app.db");
  writers = [];
  const { engine, migrations } = countersIn(file, folder);
  await migrate(engine.migrations, migrations);
  await engine.close();
});
afterEach(() => {
  for (const writer of writers) writer.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function startWriter(times: number): ChildProcess {
  const script = join(import.meta.dirname, "writer.fixture.ts");
  const writer = spawn(process.execPath, [script, file, `${times}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  writers.push(writer);
  return writer;
}

async function counted(from = countersIn(file, folder)): Promise<number[]> {
  const rows = await from.engine.db.select({ value: from.counters.value }).from(from.counters);
  await from.engine.close();
  return rows.map((row) => row.value);
}

test("three processes write at once: none is told that the file is locked, nothing is lost", async () => {
  const ended = [1, 2, 3].map(() => once(startWriter(200), "exit"));
  for (const [exitCode] of await Promise.all(ended)) expect(exitCode).toBe(0);
  expect(await counted()).toEqual([600, 600]);
});

test("a writer that is killed in mid-transaction leaves nothing half done", async () => {
  const writer = startWriter(1_000_000);
  await once(writer.stdout!, "data");
  writer.kill("SIGKILL");
  await once(writer, "exit");
  const [one, other] = await counted();
  expect(one).toBeGreaterThan(0);
  expect(other).toBe(one);
});

test("a backup taken while others write holds one moment's data, and restores to it", async () => {
  const busy = [1, 2].map(() => startWriter(1_000_000));
  await Promise.all(busy.map((writer) => once(writer.stdout!, "data")));
  const taking = countersIn(file, join(folder, "backups"));
  const [before] = await counted();
  const backup = await taking.engine.backups.take();
  const [after] = await counted();
  const exits = busy.map((writer) => once(writer, "exit"));
  for (const writer of busy) writer.kill("SIGKILL");
  await Promise.all(exits);

  const [ofBackup, other] = await counted(countersIn(backup.path, folder));
  expect(other).toBe(ofBackup);
  expect(ofBackup).toBeGreaterThanOrEqual(before!);
  expect(ofBackup).toBeLessThanOrEqual(after!);

  await taking.engine.backups.restore(backup.path, taking.migrations);
  expect(await counted()).toEqual([ofBackup, ofBackup]);
});

test("nothing is restored while another process has the file open", async () => {
  const taking = countersIn(file, join(folder, "backups"));
  const { path } = await taking.engine.backups.take();
  const writer = startWriter(1_000_000);
  await once(writer.stdout!, "data");
  const restoring = taking.engine.backups.restore(path, taking.migrations);
  await expect(restoring).rejects.toMatchObject({ code: "database.in-use" });
  writer.kill("SIGKILL");
  await once(writer, "exit");
  const [one, other] = await counted();
  expect(one).toBeGreaterThan(0);
  expect(other).toBe(one);
});
