import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MetricsSample } from "../../metrics/index.ts";
import { createSample } from "../../testing/index.ts";
import type { HealthCheck } from "../check.ts";
import { runCheck } from "../run-check.ts";
import { createCpuCheck } from "./cpu.ts";
import { createDiskCheck } from "./disk.ts";
import { createEventLoopCheck } from "./event-loop.ts";
import { createMemoryCheck } from "./memory.ts";
import { processCheck } from "./process.ts";
import { createUserInterfaceCheck } from "./user-interface.ts";

const GIB = 2 ** 30;
const run = (check: HealthCheck) => runCheck(check, 60_000);
const history = (values: Partial<MetricsSample>[]) => ({
  history: () => values.map((rest, index) => createSample(index, rest)),
});

test("memory: by the share in use, naming what the limit is", async () => {
  const memory = (used: number, limited = false) =>
    run(createMemoryCheck(() => ({ used: used * GIB, total: 10 * GIB, limited }), "linux"));
  expect(await memory(5)).toMatchObject({
    status: "healthy",
    message: "50 % of 10 GiB on this machine is in use.",
  });
  expect((await memory(8)).status).toBe("warning");
  expect(await memory(9.5, true)).toMatchObject({
    status: "unhealthy",
    message: "95 % of 10 GiB that the container may use is in use.",
    metadata: { share: 0.95, limited: true },
  });
});

test("memory: not judged on macOS, which does not tell what could be had", async () => {
  const check = createMemoryCheck(() => ({ used: 99, total: 100, limited: false }), "darwin");
  expect((await run(check)).status).toBe("info");
});

const DATA = { name: "data folder", path: "/data" };

test("disk: by the share in use; a volume that cannot be read is unhealthy", async () => {
  const disk = (used: number) =>
    run(createDiskCheck([DATA], async () => ({ used: used * GIB, total: 100 * GIB, device: 1 })));
  expect((await disk(50)).status).toBe("healthy");
  expect((await disk(70)).status).toBe("warning");
  expect((await disk(86)).status).toBe("unhealthy");
  const broken = createDiskCheck([DATA], () => Promise.reject(new Error("EIO: i/o error, statfs")));
  expect(await run(broken)).toEqual({ status: "unhealthy", message: "EIO: i/o error, statfs" });
});

test("disk: every volume that is written to is judged, and one that is full is named by what is on it", async () => {
  const folders = [
    DATA,
    { name: "backups", path: "/backups" },
    { name: "mail outbox", path: "/backups/mail" },
  ];
  const disk = (data: number, backups: number) =>
    run(
      createDiskCheck(folders, async (path) =>
        path === "/data"
          ? { used: data * GIB, total: 100 * GIB, device: 1 }
          : { used: backups * GIB, total: 200 * GIB, device: 2 },
      ),
    );
  expect(await disk(50, 60)).toMatchObject({
    status: "healthy",
    message: "50 % of 100 GiB on the volume of the data folder is in use.",
  });
  expect(await disk(50, 190)).toMatchObject({
    status: "unhealthy",
    message: "95 % of 200 GiB on the volume of the backups and the mail outbox is in use.",
    metadata: { volumes: 2 },
  });
});

test("cpu: by the average of the last half minute", async () => {
  expect((await run(createCpuCheck(history([])))).status).toBe("info");
  const burst = [...Array(14).fill({ cpu: 0.1 }), { cpu: 1 }];
  expect((await run(createCpuCheck(history(burst)))).status).toBe("healthy");
  expect((await run(createCpuCheck(history(Array(15).fill({ cpu: 0.8 }))))).status).toBe("warning");
  const past = [...Array(50).fill({ cpu: 0 }), ...Array(15).fill({ cpu: 1 })];
  expect(await run(createCpuCheck(history(past)))).toMatchObject({
    status: "unhealthy",
    metadata: { share: 1 },
  });
});

test("event loop: one spike is no fault, a steady delay is", async () => {
  const delays = (...values: number[]) =>
    run(createEventLoopCheck(history(values.map((eventLoopDelay) => ({ eventLoopDelay })))));
  expect((await delays()).status).toBe("info");
  expect(await delays(1, 1, 900, 1, 1)).toMatchObject({
    status: "healthy",
    metadata: { p99: 1, worst: 900 },
  });
  expect((await delays(150, 150, 1, 150)).status).toBe("warning");
  expect((await delays(600, 700, 600)).status).toBe("unhealthy");
});

test("process: facts only", async () => {
  expect(await run(processCheck)).toMatchObject({ status: "info", metadata: { rss: expect.any(Number) } });
});

test("user interface: from source in development, from a build with its date in production", async () => {
  expect(
    (await run(createUserInterfaceCheck({ production: false, buildDirectory: "/no/build" }))).status,
  ).toBe("info");
  const buildDirectory = mkdtempSync(join(tmpdir(), "build-"));
  const check = createUserInterfaceCheck({ production: true, buildDirectory });
  expect((await run(check)).message).toContain("npm run build");
  mkdirSync(join(buildDirectory, "server"));
  writeFileSync(join(buildDirectory, "server/index.js"), "");
  const today = new Date().toISOString().slice(0, 10);
  expect(await run(check)).toMatchObject({ status: "healthy", message: `Built on ${today}.` });
  rmSync(buildDirectory, { recursive: true });
});
