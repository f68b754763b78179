import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { createPostgresBackend, DEFAULT_SCHEMA, type PgPool, runMigrations } from "bullmq";
import { AppError } from "#app/core/errors.ts";
import { createBullEngine } from "../bullmq/create.ts";
import { unfinishedGoesFirst } from "../bullmq/goes-first.ts";
import type { QueueEngine } from "../engine.ts";
import { own } from "./owner.ts";
import { poolOf } from "./pool.ts";

/** It is up within a few seconds, on a machine that is busy with all else within a minute or two. Milliseconds. */
const PATIENCE = 180_000;

/**
 * Queues in a database inside of this process, for a laptop without a server: slow, and it takes some 500 MB of
 * memory, but what is in it is there again after a restart.
 *
 * @param folder where its files are put; this process alone may open it. Not given: in memory
 */
export function createEmbeddedEngine(folder?: string): QueueEngine {
  let database: PGlite | undefined;
  let pool: PgPool | undefined;
  let release = () => {};

  function opened(): PgPool {
    if (!pool) throw new TypeError("the embedded database is used before it was opened");
    return pool;
  }

  return createBullEngine({
    kind: "embedded",
    lasting: folder !== undefined,
    private: true,
    place: folder ?? "memory",
    ask: (name, options, extra) => createPostgresBackend(name, { ...options, connection: opened() }, extra),
    wait: (name, options, extra) =>
      unfinishedGoesFirst(createPostgresBackend(name, { ...options, connection: opened() }, extra)),
    async open() {
      if (folder) {
        mkdirSync(dirname(folder), { recursive: true });
        release = own(folder);
      }
      try {
        const made = await start(folder && `${folder}/pgdata`);
        database = made;
        pool = poolOf(made);
        await runMigrations(await pool.connect(), DEFAULT_SCHEMA);
        await made.exec(`SET search_path TO ${DEFAULT_SCHEMA}`);
      } catch (error) {
        release();
        throw unreadable(folder ?? "memory", error);
      }
    },
    isAway: () => false,
    async close() {
      await database?.close();
      database = undefined;
      pool = undefined;
      release();
    },
  });
}

async function start(folder: string | undefined): Promise<PGlite> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("it did not start in time")), PATIENCE);
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    return await Promise.race([PGlite.create(folder === undefined ? {} : { dataDir: folder }), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const unreadable = (folder: string, cause: unknown) =>
  new AppError({
    code: "queue.folder-unreadable",
    kind: "unavailable",
    what: `The queue in ${folder} could not be opened: ${cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)}.`,
    todo: "Move that folder away and start again; the tasks in it are lost. With REDIS_URL the queue is kept elsewhere.",
    cause,
  });
