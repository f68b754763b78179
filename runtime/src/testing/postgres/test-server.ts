import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import pg from "pg";
import type { EngineTables, Migration } from "../../database/index.ts";
import { setUpTestFolder } from "../test-database.ts";
import { createTestDatabase, dropTestDatabases, getTestServer } from "./postgres-test-database.ts";

const STANDARD_ADDRESS = "postgres://postgres@127.0.0.1:5432/postgres";

/** Where packages install the server's programs, besides the PATH. */
const PROGRAM_PATTERNS = ["/usr/lib/postgresql/*/bin/postgres", "/opt/homebrew/opt/postgresql*/bin/postgres"];

interface Started {
  url: string;
  stop(): Promise<void>;
}

/**
 * Prepares a run of tests: the folder that they write to, the server for their databases, and the migrated database that
 * others are copies of. Give it to the test runner as global set-up. The server is that of TEST_DATABASE_SERVER or
 * DATABASE_URL, otherwise the one on the standard port, otherwise an installed one that is started for the tests alone.
 *
 * @param migrations without them there is no migrated database, and the first test that needs one creates it
 * @returns what deletes everything after the run, and stops the server if it was started here
 * @throws Error in CI where there is no server; elsewhere tests that need one are skipped
 */
export async function setUpTestRun(
  migrations?: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
): Promise<() => Promise<void>> {
  const deleteFolder = setUpTestFolder();
  const release = await findServer();
  if (migrations !== undefined && getTestServer() !== undefined) {
    const { drop } = await createTestDatabase(migrations, engineTables);
    await drop();
  }
  return async () => {
    await release();
    deleteFolder();
  };
}

async function findServer(): Promise<() => Promise<void>> {
  process.env.TEST_DATABASE_RUN = randomBytes(4).toString("hex");
  for (const url of [process.env.TEST_DATABASE_SERVER, process.env.DATABASE_URL, STANDARD_ADDRESS]) {
    if (url?.startsWith("postgres") && (await canConnect(url))) {
      process.env.TEST_DATABASE_SERVER = url;
      return dropTestDatabases;
    }
  }
  const started = await start();
  if (started) {
    process.env.TEST_DATABASE_SERVER = started.url;
    return started.stop;
  }
  const missing = "There is no PostgreSQL server, so tests that need one are skipped.";
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`\n  ${missing} Set DATABASE_URL, or install one.\n\n`);
  return async () => {};
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function start(): Promise<Started | undefined> {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "test-server-"));
  const port = await freePort();
  const user = serverUser(folder);
  const data = join(folder, "data");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const made = spawnSync(
    join(programs, "initdb"),
    ["--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"],
    { ...user, stdio: "ignore" },
  );
  if (made.status !== 0) {
    remove();
    return undefined;
  }
  const args = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", folder, "-F"];
  const server = spawn(join(programs, "postgres"), args, { ...user, stdio: "ignore" });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  while (server.exitCode === null && !(await canConnect(url))) {
    // The pause leaves the processor to the server.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    const ended = once(server, "exit");
    // Immediate: the data is not needed again.
    server.kill("SIGQUIT");
    await ended;
    remove();
  };
  return { url, stop };
}

function findPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "postgres"));
  const found = globSync([...onPath, ...PROGRAM_PATTERNS]).at(-1);
  return found === undefined ? undefined : dirname(found);
}

/** The server refuses to run as root; packages create a user for it. */
function serverUser(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const entry = readFileSync("/etc/passwd", "utf8").match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (!entry) return {};
  const [uid, gid] = [Number(entry[1]), Number(entry[2])];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
