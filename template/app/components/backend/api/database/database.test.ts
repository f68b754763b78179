import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "#app/components/backend/server.fixture.ts";
import { freshDatabase } from "#app/core/database.fixture.ts";

async function ownServer(environment: Record<string, string> = {}) {
  return testServer({ environment, services: { database: await freshDatabase() } });
}

test("a backup is taken, listed, and named in the status", async () => {
  const { app } = await ownServer();
  const taken = await app.inject({ method: "POST", url: "/api/v1/database/backups" });
  expect(taken.statusCode).toBe(201);
  expect((await app.inject("/api/v1/database/backups")).json()).toEqual([taken.json()]);
  const status = await app.inject("/api/v1/database");
  expect(status.statusCode).toBe(200);
  expect(status.json()).toMatchObject({ size: expect.any(Number), lastBackup: taken.json() });
});

test.each([
  ["GET", "/api/v1/database"],
  ["GET", "/api/v1/database/backups"],
  ["POST", "/api/v1/database/backups"],
] as const)("%s %s is for operators", async (method, url) => {
  const { app } = await ownServer({ OVERSEER_PASSWORD: PASSWORD });
  expect((await app.inject({ method, url })).statusCode).toBe(401);
  expect((await app.inject({ method, url, headers: asOperator })).statusCode).toBeLessThan(300);
});
