import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { createDatabase as createPostgres } from "../../database/postgres/index.ts";
import { createDatabase as createSqlite } from "../../database/sqlite/index.ts";
import { aiTables } from "../engine-tables/index.ts";
import { createDatabaseStores } from "./create-database-stores.ts";

/** What each reservation of the processes takes, and what the budgets hold. */
export const RACE = {
  day: "2026-01-01",
  amount: { tokens: 7, microUsd: 3 },
  application: { tokens: 500, microUsd: undefined },
  perCaller: { tokens: 10_000, microUsd: 400 },
  reservationsPerProcess: 60,
};

function open(url: string) {
  const options = {
    name: "my-app",
    root: "/",
    log: pino({ enabled: false }),
    migrations: pathToFileURL("/nowhere"),
    engineTables: [aiTables],
  };
  const settings = { NODE_ENV: "test", DATABASE_URL: url, BACKUPS_FOLDER: "b", BACKUPS_KEPT: 1 } as const;
  if (url.startsWith("file:")) return createSqlite({ ...options, settings });
  const pool = { DATABASE_POOL_MODE: "session", DATABASE_POOL_SIZE: 8 } as const;
  return createPostgres({ ...options, settings: { ...settings, ...pool } });
}

/** Reserves many times at once, settles every other reservation at what was reserved, and prints how many were granted. */
async function reserveAtOnce(url: string, caller: string): Promise<void> {
  const database = open(url);
  const { budgets } = createDatabaseStores(database);
  const shares = [
    { key: caller, limit: RACE.perCaller },
    { key: "application", limit: RACE.application },
  ];
  const asked = Array.from({ length: RACE.reservationsPerProcess }, async (_, index) => {
    const full = await budgets.reserve(index % 2 ? shares : shares.toReversed(), RACE.day, RACE.amount);
    // A settlement locks the same rows beside the other reservations.
    await budgets.adjust(
      shares.map(({ key }) => key),
      RACE.day,
      { tokens: 0, microUsd: 0 },
    );
    return full === undefined;
  });
  const granted = (await Promise.all(asked)).filter((isGranted) => isGranted).length;
  await database.close();
  process.stdout.write(`${granted}\n`);
}

// Run as a process of its own: the address of the database, and for whom.
const [, script, url, caller] = process.argv;
if (script === import.meta.filename && url !== undefined && caller !== undefined)
  await reserveAtOnce(url, caller);
