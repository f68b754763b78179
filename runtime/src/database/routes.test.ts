import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "../operations/operator-server.fixture.ts";
import { createFreshSqlite } from "./fresh-database.fixture.ts";

async function ownServer(environment: Record<string, string> = {}) {
  return testServer({ environment, capabilities: [(await createFreshSqlite([])).capability] });
}

test("a backup is taken, listed, and named in the status", async () => {
  const { app } = await ownServer();
  const taken = await app.inject({ method: "POST", url: "/overseer/api/database/backups" });
  expect(taken.statusCode).toBe(201);
  expect((await app.inject("/overseer/api/database/backups")).json()).toEqual([taken.json()]);
  const status = await app.inject("/overseer/api/database");
  expect(status.statusCode).toBe(200);
  expect(status.json()).toMatchObject({ size: expect.any(Number), lastBackup: taken.json() });
});

test.each([
  ["GET", "/overseer/api/database"],
  ["GET", "/overseer/api/database/backups"],
  ["POST", "/overseer/api/database/backups"],
] as const)("%s %s is for operators", async (method, url) => {
  const { app } = await ownServer({ OVERSEER_PASSWORD: PASSWORD });
  expect((await app.inject({ method, url })).statusCode).toBe(401);
  expect((await app.inject({ method, url, headers: asOperator })).statusCode).toBeLessThan(300);
});
