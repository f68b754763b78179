import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { generate } from "selfsigned";
import { freePort } from "../matrix/boot.ts";
import { isReachable } from "../postgres.ts";

const programs = globSync("/usr/lib/postgresql/*/bin/postgres")
  .map((file) => dirname(file))
  .at(-1);

/** Whether a server can be started here. In CI it has to be, as for all tests of PostgreSQL. */
export const canStartPostgres = programs !== undefined || process.env.CI !== undefined;

export interface OwnPostgres {
  port: number;
  /** The server's certificate, which is signed by itself and made out to `localhost`. */
  certificate: string;
  stop(): Promise<void>;
}

/** Starts a server that knows encryption. @param access lines of its pg_hba.conf */
export async function startPostgres(access: readonly string[]): Promise<OwnPostgres> {
  if (programs === undefined) throw new Error("No PostgreSQL server is installed.");
  const folder = mkdtempSync(join(tmpdir(), "own-postgres-"));
  const user = serverUser(folder);
  const data = join(folder, "data");
  run(join(programs, "initdb"), ["--pgdata", data, "--username=postgres", "--auth=trust", "--no-sync"], user);
  const [certificate, key] = [join(folder, "server.crt"), join(folder, "server.key")];
  const pems = await generate([{ name: "commonName", value: "localhost" }], {
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  writeFileSync(certificate, pems.cert);
  writeFileSync(key, pems.private, { mode: 0o600 });
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) chownSync(key, uid, gid);
  chmodSync(folder, 0o755);
  writeFileSync(join(data, "pg_hba.conf"), `${access.join("\n")}\n`);
  const port = await freePort();
  const settings = { ssl: "on", ssl_cert_file: certificate, ssl_key_file: key, fsync: "off" };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-p", `${port}`, "-h", "localhost,127.0.0.1", "-k", folder, ...options],
    { ...user, stdio: "ignore" },
  );
  while (server.exitCode === null && !(await isReachable(`postgres://127.0.0.1:${port}`))) await delay(50);
  if (server.exitCode !== null) throw new Error("The server did not start.");
  return {
    port,
    certificate,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run(command: string, words: readonly string[], user: object): void {
  const { status, stderr } = spawnSync(command, words, { ...user, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

/** The server refuses to run as root; its package makes a user for it. */
function serverUser(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  if (!entry) throw new Error("There is no user postgres for the server to run as.");
  chownSync(folder, Number(entry[1]), Number(entry[2]));
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
}
