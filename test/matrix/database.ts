import { randomBytes } from "node:crypto";
import { dropDatabase } from "../postgres.ts";
import type { Rendered } from "./stacks.ts";
import { runIn } from "./workspace.ts";

const SERVER = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

export interface Prepared {
  /** What the application has to be started with. */
  env: NodeJS.ProcessEnv;
  drop(): void;
}

/** What an operator does before the first start in production: a database, and the tables in it. */
export function prepareDatabase(folder: string, { stack }: Rendered): Prepared {
  const choice = stack.parts.find(({ name }) => name === "database")?.choice;
  if (choice === undefined) return { env: {}, drop: () => {} };
  const address = new URL(SERVER);
  address.pathname = `matrix-${randomBytes(6).toString("hex")}`;
  const env = choice === "postgres" ? { DATABASE_URL: address.href } : {};
  const migrated = runIn(folder, "npx", ["matrix-app", "db", "migrate"], env);
  if (migrated.status !== 0) throw new Error(migrated.output);
  if (choice !== "postgres") return { env, drop: () => {} };
  return { env, drop: () => dropDatabase(folder, SERVER, address.pathname.slice(1)) };
}
