import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { dropDatabase, isReachable, SERVER } from "../test/postgres.ts";
import { generateApplication, generateMigration, migrate } from "./application.ts";
import { load, post, script } from "./load.ts";
import { compare, tableOf } from "./ratio.ts";
import { end, startServers } from "./serving.ts";

// A service's read and write through the API, beside the same by the bare driver behind bare Fastify. Requests a second
// of one server at a time, loaded by wrk over 50 connections.
const ROUND_COUNT = 7;
const SERVERS_FOLDER = join(import.meta.dirname, "servers");

const ofAnyRow = script("read", [
  "local row = 0",
  "request = function()",
  "  row = (row + 1) % 1000",
  "  return wrk.format('GET', wrk.path .. row)",
  "end",
]);
const newNote = post("write", { title: "a note of some length", amount: 3 });

/** An application whose owner has added a table, a service and its routes. */
function applicationWith(engine: string, env: NodeJS.ProcessEnv): string {
  const folder = generateApplication([`database[${engine}]`]);
  mkdirSync(join(folder, "app/services/notes"));
  for (const name of ["tables.ts", "notes-service.ts", "server.ts"]) {
    cpSync(join(SERVERS_FOLDER, "notes", name), join(folder, "app/services/notes", name));
  }
  cpSync(join(SERVERS_FOLDER, "raw"), join(folder, "raw"), { recursive: true });
  appendFileSync(join(folder, "app/services/tables.ts"), 'export * from "./notes/tables.ts";\n');
  generateMigration(folder);
  migrate(folder, { NODE_ENV: "development", ...env });
  return folder;
}

async function race(engine: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const preload = ["--require", "@aegis-stack/runtime/preload"];
  const servers = [
    {
      name: `raw Fastify, raw ${engine === "sqlite" ? "better-sqlite3" : "pg"}`,
      args: [`raw/${engine}.ts`],
      port: 8_771,
    },
    {
      name: `application, database[${engine}]`,
      args: [...preload, "app/services/notes/server.ts"],
      port: 8_772,
    },
  ];
  const started = await startServers(
    servers.map((server) => ({ ...server, folder, path: "/health/live", env })),
  );
  const contest = async (title: string, path: string, words: readonly string[]) => {
    const contestants = servers.map(({ name, port }) => ({
      name,
      measure: () => load(`http://127.0.0.1:${port}${path}`, words),
    }));
    process.stdout.write(
      `${tableOf(`${engine}: ${title}`, "requests/s", await compare(contestants, ROUND_COUNT))}\n`,
    );
  };
  try {
    await contest("read one row, the query built each time", "/notes/", ofAnyRow);
    await contest("read one row, the query prepared once", "/prepared/", ofAnyRow);
    await contest("write one row", "/notes", newNote);
  } finally {
    await Promise.all(started.map(({ child }) => end(child)));
  }
}

const sqlite = applicationWith("sqlite", {});
await race("sqlite", sqlite, { RAW_FILE: join(sqlite, "data/raw.db") });

if (await isReachable(SERVER)) {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const env = { DATABASE_URL: `${SERVER}/${name}` };
  const folder = applicationWith("postgres", env);
  try {
    await race("postgres", folder, env);
  } finally {
    dropDatabase(folder, SERVER, name);
  }
} else {
  process.stdout.write(`No PostgreSQL at ${SERVER}, so database[postgres] was not measured.\n`);
}
