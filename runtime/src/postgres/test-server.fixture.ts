import { connect } from "node:net";

/** The server on which tests create schemas and databases; they touch nothing else there. */
export const TEST_SERVER = process.env.TEST_DATABASE_SERVER ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** Whether a PostgreSQL server listens where the tests expect one. */
export async function hasPostgres(): Promise<boolean> {
  const { hostname, port } = new URL(TEST_SERVER);
  const socket = connect({ host: hostname, port: Number(port || 5_432) });
  return new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}
