import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { pino } from "pino";
import { ragTables } from "../../runtime/src/ai/rag/engine-tables/index.ts";
import { createRag, type RagModels } from "../../runtime/src/ai/rag/index.ts";
import type { Database } from "../../runtime/src/database/index.ts";
import { createDatabase as createPostgres } from "../../runtime/src/database/postgres/index.ts";
import { createDatabase as createSqlite } from "../../runtime/src/database/sqlite/index.ts";

// A search over 10,000 chunks of one owner, from the question to the passages, the embedding of a question without its provider.
const CHUNK_COUNT = 10_000;
const CHUNKS_PER_DOCUMENT = 1_000;
const SEARCH_COUNT = 40;
const WARM_UP_SEARCHES = 3;
const DOCUMENT_OWNER = "user:1";

/** Vectors of any direction, the same in each run. */
function createModels(dimensions: number): RagModels {
  let state = 1;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32 - 0.5;
  };
  const embed = async ({ texts }: { readonly texts: readonly string[] }) =>
    texts.map(() => Array.from({ length: dimensions }, next));
  return { model: "bench:model", service: { embed } };
}

async function measure(database: Database<object>, dimensions: number): Promise<string[]> {
  const models = createModels(dimensions);
  const { service } = createRag({
    database,
    settings: { AI_EMBEDDING_MODEL: `bench:${dimensions}` },
    ai: () => models,
  });
  const text = Array.from(
    { length: CHUNKS_PER_DOCUMENT },
    (_, index) => `# ${index}\n${"word ".repeat(150)}`,
  ).join("\n");
  const ids: string[] = [];
  for (let added = 0; added < CHUNK_COUNT; added += CHUNKS_PER_DOCUMENT)
    ids.push(
      (await service.addDocument({ owner: DOCUMENT_OWNER, title: "Bench", mediaType: "text/markdown", text }))
        .id,
    );
  const times: number[] = [];
  for (let search = -WARM_UP_SEARCHES; search < SEARCH_COUNT; search++) {
    const begin = performance.now();
    const { searchedChunks } = await service.search({ owners: [DOCUMENT_OWNER], query: "a question" });
    if (searchedChunks !== CHUNK_COUNT) throw new Error(`${searchedChunks} chunks were searched`);
    if (search >= 0) times.push(performance.now() - begin);
  }
  for (const id of ids) await service.removeDocument([DOCUMENT_OWNER], id);
  const sorted = times.toSorted((one, other) => one - other);
  const quantile = (share: number) => (sorted[Math.ceil(share * SEARCH_COUNT) - 1] ?? Number.NaN).toFixed(0);
  return [database.dialect, String(dimensions), quantile(0.5), quantile(0.95)];
}

const options = { name: "bench", log: pino({ enabled: false }), engineTables: [ragTables] };
const backups = { BACKUPS_FOLDER: "backups", BACKUPS_KEPT: 1 };
const rows: string[][] = [];

async function runStatement(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: new URL("/postgres", process.env.DATABASE_URL).href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function measureAll(database: Database<object>): Promise<void> {
  try {
    await database.migrate();
    for (const dimensions of [256, 1_536]) rows.push(await measure(database, dimensions));
  } finally {
    await database.close();
  }
}

const root = mkdtempSync(join(tmpdir(), "bench-rag-"));
const migrations = pathToFileURL(join(root, "migrations"));
try {
  const settings = {
    NODE_ENV: "production",
    DATABASE_URL: `file:${join(root, "rag.db")}`,
    ...backups,
  } as const;
  await measureAll(createSqlite({ ...options, root, migrations, settings }));
  if (process.env.DATABASE_URL !== undefined) {
    const name = `bench_${randomBytes(6).toString("hex")}`;
    const url = new URL(`/${name}`, process.env.DATABASE_URL).href;
    await runStatement(`CREATE DATABASE ${name}`);
    try {
      const pool = { DATABASE_POOL_MODE: "session", DATABASE_POOL_SIZE: 4 } as const;
      const server = { NODE_ENV: "production", DATABASE_URL: url, ...pool, ...backups } as const;
      await measureAll(createPostgres({ ...options, root, migrations, settings: server }));
    } finally {
      await runStatement(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } else process.stdout.write("PostgreSQL was not measured: there is no server.\n");
} finally {
  rmSync(root, { recursive: true, force: true });
}
const table = [["", "dimensions", "median ms", "p95 ms"], ["---", "---:", "---:", "---:"], ...rows];
process.stdout.write(
  `## Search over ${CHUNK_COUNT} chunks\n\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n\n`,
);
