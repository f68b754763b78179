import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { newTask } from "../new-task.fixture.ts";
import { createTestEngine } from "./engine.fixture.ts";
import { isAlive } from "./owner.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "queue-"));
});
afterEach(() => {
  delete process.env.WATCHER_PID;
});
afterAll(async () => {
  await until(() => !existsSync(join(folder, "owner")));
  rmSync(folder, { recursive: true });
});

/** The timeout of the test ends a wait that never succeeds. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

const ownerPid = (): number => JSON.parse(readFileSync(join(folder, "owner"), "utf8")).pid;

async function opened() {
  const engine = createTestEngine(folder);
  onTestFinished(() => engine.close());
  await engine.open();
  return engine;
}

test("the database is in a process of its own, which ends with the server", async () => {
  const engine = await opened();
  const pid = ownerPid();
  expect(pid).not.toBe(process.pid);
  await engine.close();
  await until(() => !isAlive(pid));
  expect(existsSync(join(folder, "owner"))).toBe(false);
});

test("it continues for as long as a watcher may restart the server, with its content", async () => {
  const watcher = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  onTestFinished(() => void watcher.kill("SIGKILL"));
  process.env.WATCHER_PID = String(watcher.pid);
  const first = await opened();
  const pid = ownerPid();
  await first.add("kept", [newTask({ id: "1" })]);
  await first.close();
  const second = await opened();
  expect(ownerPid()).toBe(pid);
  expect((await second.counts("kept")).waiting).toBe(1);
  await second.close();
  watcher.kill("SIGKILL");
  await once(watcher, "close");
  await until(() => !isAlive(pid));
});

test("a second server is refused while the first is connected", async () => {
  await opened();
  await expect(createTestEngine(folder).open()).rejects.toMatchObject({ code: "queue.folder-in-use" });
});

test("when its process is killed the next statements start another one", async () => {
  const engine = await opened();
  const pid = ownerPid();
  process.kill(pid, "SIGKILL");
  await until(() => !isAlive(pid));
  await until(() => engine.ping().then(Boolean, () => false));
  expect(ownerPid()).not.toBe(pid);
});
