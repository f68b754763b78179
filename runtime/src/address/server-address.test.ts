import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { announceServer, findServer, withdrawServer } from "./server-address.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "address-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const server = (pid = process.pid) => ({
  url: "http://127.0.0.1:8000",
  pid,
  startedAt: "2026-01-01T00:00:00.000Z",
});

test("a server that announced itself is found until it withdraws, and leaves nothing behind", () => {
  expect(findServer(folder)).toBeUndefined();
  announceServer(server(), folder);
  expect(findServer(folder)).toEqual(server());
  withdrawServer(process.pid, folder);
  expect(findServer(folder)).toBeUndefined();
  expect(readdirSync(join(folder, "run"))).toEqual([]);
});

test("the word of a server that died is not believed", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  announceServer(server(pid), folder);
  expect(findServer(folder)).toBeUndefined();
});

test("a server does not take back the word of the one that came after it", () => {
  announceServer(server(), folder);
  withdrawServer(process.pid + 1, folder);
  expect(findServer(folder)).toEqual(server());
});

test("a broken file is no server", () => {
  announceServer(server(), folder);
  writeFileSync(join(folder, "run/web.json"), "{");
  expect(findServer(folder)).toBeUndefined();
});
