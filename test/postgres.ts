import { connect } from "node:net";
import { runIn } from "./matrix/workspace.ts";

/**
 * The server on which proofs create their databases; nothing but those is touched there. Its address names no database: what
 * the environment gives may name one, as what the tests of the runtime announce in the same run does.
 */
export const SERVER = serverIn(process.env.TEST_DATABASE_SERVER ?? "postgres://postgres@127.0.0.1:5432");

function serverIn(address: string): string {
  const url = new URL(address);
  url.pathname = "";
  return url.href;
}

/** Whether something listens at the address of a server. */
export function isReachable(server: string): Promise<boolean> {
  const { hostname, port } = new URL(server);
  const socket = connect({ host: hostname, port: Number(port || 5_432) });
  return new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}

/** Makes a database, with the client of the application in `folder`. */
export function createDatabase(folder: string, server: string, name: string): void {
  runStatement(folder, new URL("/postgres", server).href, `CREATE DATABASE "${name}"`);
}

/** Removes a database, with the client of the application in `folder`. */
export function dropDatabase(folder: string, server: string, name: string): void {
  runStatement(folder, new URL("/postgres", server).href, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/** Runs a statement in the database that an address names, `postgres` where it names none. */
export function runStatement(folder: string, server: string, statement: string): void {
  const address = new URL(server);
  if (address.pathname.length <= 1) address.pathname = "/postgres";
  const script = `import pg from "pg";
    const client = new pg.Client({ connectionString: ${JSON.stringify(address)} });
    await client.connect();
    await client.query(${JSON.stringify(statement)});
    await client.end();`;
  const { status, output } = runIn(folder, "node", ["--input-type=module", "--eval", script]);
  if (status !== 0) throw new Error(output);
}
