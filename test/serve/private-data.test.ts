import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { application } from "../application.ts";
import { freePort } from "../matrix/boot.ts";
import { removeApplications } from "../remove-applications.ts";

let folder = "";
beforeAll(() => {
  folder = application(["database[sqlite]", "redis", "worker[redis]", "auth[basic]", "mail"]);
});
afterAll(() => removeApplications(folder));

/** Everything below the data folder that another user may read, write or enter. */
function found(path = join(folder, "data")): string[] {
  const { mode } = lstatSync(path);
  const own = mode & 0o077 ? [`${(mode & 0o777).toString(8)} ${path.slice(folder.length + 1)}`] : [];
  if (!lstatSync(path).isDirectory()) return own;
  return [...own, ...readdirSync(path).flatMap((name) => found(join(path, name)))];
}

/** The embedded database gives its files rights of its own; the folder of those keeps other users out. */
const open = () => found().filter((line) => !line.includes("data/queue/pgdata/"));

/** A command line of the application under the widest umask there is. */
const widest = (words: string) => ["-c", `umask 000; exec ${words}`];

test("whatever the umask, only the user that runs it can read what the application keeps", async () => {
  const data = join(folder, "data");
  mkdirSync(join(data, "outbox"), { recursive: true });
  writeFileSync(join(data, "outbox/old.json"), "{}");
  // As an older version or a restore by hand left them.
  for (const path of ["outbox/old.json", "outbox", "."]) chmodSync(join(data, path), 0o777);
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(":"), NODE_ENV: "" };
  const port = await freePort();
  const server = spawn("sh", widest("node --require @aegis-stack/runtime/preload app/entrypoints/dev.ts"), {
    cwd: folder,
    env: { ...env, NODE_ENV: "development", PORT: `${port}`, REDIS_URL: "" },
    stdio: "ignore",
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true);
  const files = [
    "app.db",
    "app.db-wal",
    "app.db-shm",
    "run/web.json",
    "auth-secret",
    "queue/pgdata/PG_VERSION",
  ];
  // What makes the secret: the first question about a session.
  await fetch(`http://127.0.0.1:${port}/api/v1/auth/get-session`);
  for (const file of files)
    await expect.poll(() => existsSync(join(data, file)), { message: file }).toBe(true);
  const backup = spawnSync("sh", widest("node app/cli/bin.js db backup"), {
    cwd: folder,
    env: { ...env, NODE_ENV: "development" },
    encoding: "utf8",
  });
  expect(backup.status, backup.stderr).toBe(0);
  expect(readdirSync(join(data, "backups"))).toHaveLength(1);
  expect(open()).toEqual([]);
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
  expect(open()).toEqual([]);
});
