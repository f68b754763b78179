import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { announceServer, findServer, withdrawServer } from "./address.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "address-"));
  file = join(folder, "run/web.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const server = (pid = process.pid) => ({
  url: "http://127.0.0.1:8000",
  pid,
  startedAt: "2026-01-01T00:00:00.000Z",
});

test("a server that announced itself is found until it withdraws, and leaves nothing behind", () => {
  expect(findServer(file)).toBeUndefined();
  announceServer(server(), file);
  expect(findServer(file)).toEqual(server());
  withdrawServer(process.pid, file);
  expect(findServer(file)).toBeUndefined();
  expect(readdirSync(join(folder, "run"))).toEqual([]);
});

test("the word of a server that died is not believed", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  announceServer(server(pid), file);
  expect(findServer(file)).toBeUndefined();
});

test("a server does not take back the word of the one that came after it", () => {
  announceServer(server(), file);
  withdrawServer(process.pid + 1, file);
  expect(findServer(file)).toEqual(server());
});

test("a broken file is no server", () => {
  announceServer(server(), file);
  writeFileSync(file, "{");
  expect(findServer(file)).toBeUndefined();
});
