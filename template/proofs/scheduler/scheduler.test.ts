import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followOutput } from "../child-output.ts";
import { PRELOAD_FLAGS } from "../preloaded.ts";
import { type OwnStore, ownStore } from "./own-store.ts";

const FIXTURE = fileURLToPath(new URL("./scheduler.ts", import.meta.url));

let [ends, hangs]: OwnStore[] = [];
beforeAll(async () => {
  [ends, hangs] = [await ownStore(), await ownStore()];
});

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts the fixture on a store and follows what it writes. */
function start(own: OwnStore, environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [...PRELOAD_FLAGS, FIXTURE], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      DATABASE_URL: process.env.DATABASE_URL, // aegis:database
      ...own.environment,
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return { child, ...followOutput(child) };
}

test.concurrent("SIGTERM lets a run end, starts none, and exits 0", async () => {
  const { child, closed, waitFor, output } = start(ends!, { WORK: "500", LOG_LEVEL: "info" });
  await waitFor(/begin/);
  child.kill("SIGTERM");
  await closed;
  expect(child.exitCode).toBe(0);
  const [before = "", after = ""] = output().split('"stopping"');
  expect(after).not.toMatch(/^begin/m);
  expect(output().match(/^end/gm)).toHaveLength(before.match(/^begin/gm)?.length ?? 0);
  expect(output()).toMatch(/^end/m);
});

test.concurrent("a run that outlasts the time for stopping is cut off, and the exit code says so", async () => {
  const { child, closed, waitFor, output } = start(hangs!, {
    WORK: "600000",
    SHUTDOWN_TIMEOUT: "1",
    STUBBORN: "1",
  });
  await waitFor(/begin/);
  child.kill("SIGTERM");
  await closed;
  expect(child.exitCode).toBe(1);
  expect(output()).not.toMatch(/^end/m);
  // #region aegis:scheduler=database
  const failed = (await hangs!.store.runs({ limit: 10 })).filter(({ status }) => status === "failed");
  expect(failed).toMatchObject([{ message: expect.stringMatching(/^Cut off/) }]);
  // #endregion
});
