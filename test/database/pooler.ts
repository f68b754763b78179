import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../matrix/boot.ts";

const PATH = `${process.env.PATH}:/usr/sbin`;

/** Whether PgBouncer is installed; in CI it has to be. */
export const hasPooler = spawnSync("pgbouncer", ["--version"], { env: { PATH } }).status === 0;
if (!hasPooler && process.env.CI) throw new Error("PgBouncer is missing, which .ci/run installs.");

export interface Pooler {
  /** Address of a database behind the pooler. */
  addressOf(user: string, database: string): string;
  /** Also after it was stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts PgBouncer in front of a server, on a free port. It logs in as the users that are named, without passwords. */
export async function startPooler(
  server: string,
  mode: "session" | "transaction",
  users: readonly string[],
): Promise<Pooler> {
  const { hostname, port: serverPort } = new URL(server);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "pooler-"));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const authFile = file("userlist.txt", users.map((user) => `"${user}" ""\n`).join(""));
  const configuration = file(
    "pgbouncer.ini",
    `[databases]
* = host=${hostname} port=${serverPort || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${authFile}
pool_mode = ${mode}
default_pool_size = 5
logfile = ${join(folder, "log")}
`,
  );
  const user = poolerUser();
  if (user) for (const path of [folder, authFile, configuration]) chownSync(path, user.uid, user.gid);
  let child: ChildProcess | undefined;
  const pooler: Pooler = {
    addressOf: (name, database) => `postgres://${name}@127.0.0.1:${port}/${database}`,
    async start() {
      const started = spawn("pgbouncer", [configuration], { stdio: "ignore", env: { PATH }, ...user });
      child = started;
      while (started.exitCode === null && !(await isListening(port))) await delay(20);
      if (started.exitCode !== null) throw new Error(readFileSync(join(folder, "log"), "utf8"));
    },
    async stop() {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGQUIT");
      await ended;
    },
    async remove() {
      await pooler.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await pooler.start();
  return pooler;
}

/** It refuses to run as root; the package of the server makes a user that may run it. */
function poolerUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  if (!entry) throw new Error("There is no user postgres for PgBouncer to run as.");
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
