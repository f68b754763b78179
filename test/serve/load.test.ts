import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import {
  FAST_CALL,
  putLoadOn,
  SLOW_CALL,
  TRICKLE_CALL,
  UPLOAD_CALL,
} from "../../template/proofs/serve/load.ts";
import { application } from "../application.ts";

let folder = "";
beforeAll(() => {
  folder = application([]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start() {
  const words = ["--require", "@aegis-stack/runtime/preload", "proofs/serve/server.ts"];
  const server = spawn(process.execPath, words, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "test", PORT: "0", LOG_LEVEL: "info", RATE_LIMIT: "1000000" },
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  const ended = once(server, "close");
  let output = "";
  const port = await new Promise<number>((resolve, reject) => {
    // Read to the end: a server whose log nobody reads would stand still.
    server.stdout.on("data", (text) => {
      output += text;
      const [, found] = /listens at http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    ended.then(() => reject(new Error(`ended early: ${output}`)));
  });
  return { port, server, ended, output: () => output };
}

// The application's own suite has a short one of these.
test.each([0, 150, 450, 900])(
  "SIGTERM after %i ms of load drops none of 95 clients' requests",
  async (after) => {
    const { port, server, ended, output } = await start();
    const loads = [
      putLoadOn(port, FAST_CALL, 60),
      putLoadOn(port, SLOW_CALL, 20),
      putLoadOn(port, TRICKLE_CALL, 10),
      putLoadOn(port, UPLOAD_CALL, 5),
    ];
    for (const { path } of [FAST_CALL, SLOW_CALL, TRICKLE_CALL, UPLOAD_CALL]) {
      while (!output().includes(`${path} is asked for`)) await once(server.stdout, "data");
    }
    await delay(after);
    server.kill("SIGTERM");
    const [exitCode] = await ended;
    const tallies = await Promise.all(loads);
    expect(tallies.flatMap(({ dropped }) => dropped)).toEqual([]);
    for (const { completed, refused } of tallies) {
      expect(completed).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    }
    expect(exitCode).toBe(0);
  },
);
