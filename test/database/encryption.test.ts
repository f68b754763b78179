import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { runStatement } from "../postgres.ts";
import { countingApplication } from "./counting.ts";
import { canStartPostgres, type OwnPostgres, startPostgres } from "./own-postgres.ts";

if (!canStartPostgres) console.warn("no PostgreSQL server is installed: encryption is not tested");

describe.runIf(canStartPostgres)("a server that lets users in by password and encryption only", () => {
  let folder = "";
  let server: OwnPostgres;
  beforeAll(async () => {
    folder = countingApplication(["database[postgres]"]);
    server = await startPostgres([
      "host all postgres 127.0.0.1/32 trust",
      "hostssl all all 127.0.0.1/32 scram-sha-256",
      "hostssl all all ::1/128 scram-sha-256",
    ]);
    const admin = `postgres://postgres@127.0.0.1:${server.port}`;
    runStatement(folder, admin, "CREATE ROLE shop LOGIN PASSWORD 'hunter2'");
    runStatement(folder, admin, "CREATE ROLE guest LOGIN PASSWORD 'hunter2'");
    runStatement(folder, admin, "CREATE DATABASE shop OWNER shop");
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (address: string, ...words: string[]) =>
    runIn(folder, "node", ["app/cli/bin.js", ...words], {
      NODE_ENV: "production",
      OVERSEER_PASSWORD: "correct-horse-battery",
      DATABASE_URL: address,
    });
  const address = (search: string, credentials = "shop:hunter2", host = "localhost") =>
    `postgres://${credentials}@${host}:${server.port}/shop${search}`;

  test.each([
    ["?sslmode=no-verify", () => ""],
    ["?sslmode=require&uselibpqcompat=true", () => ""],
    ["?sslmode=require", () => `&sslrootcert=${server.certificate}`],
    ["?sslmode=verify-full", () => `&sslrootcert=${server.certificate}`],
    ["?sslmode=verify-ca&uselibpqcompat=true", () => `&sslrootcert=${server.certificate}`],
  ])("%s is enough for the application and for its backups", (search, more) => {
    for (const words of [
      ["db", "migrate"],
      ["db", "status"],
      ["db", "backup"],
    ]) {
      const { status, output } = run(address(`${search}${more()}`), ...words);
      expect(status, output).toBe(0);
      expect(output).not.toContain("WARNING");
    }
  });

  test.each([
    ["an unknown authority", () => address("?sslmode=require"), "database.tls", "sslrootcert=FILE"],
    [
      "another name",
      () => address(`?sslmode=require&sslrootcert=${server.certificate}`, undefined, "127.0.0.1"),
      "database.tls",
      "another name",
    ],
    ["no encryption", () => address(""), "database.refused", "sslmode=verify-full"],
    ["a wrong password", () => address("?sslmode=no-verify", "shop:hunter3"), "database.refused", "password"],
    ["no password", () => address("?sslmode=no-verify", "shop"), "database.refused", "password"],
    [
      "a user that does not exist",
      () => address("?sslmode=no-verify", "nobody:hunter2"),
      "database.refused",
      "user",
    ],
    [
      "a certificate that does not exist",
      () => address("?sslrootcert=/nowhere.pem"),
      "database.tls-file",
      "/nowhere.pem",
    ],
    ["an unknown mode", () => address("?sslmode=secure"), "settings.invalid", "unknown sslmode secure"],
  ])("%s is a sentence with the right advice", (_what, given, code, advice) => {
    for (const words of [
      ["db", "migrate"],
      ["db", "backup"],
    ]) {
      const { status, output } = run(given(), ...words);
      expect(status).toBe(1);
      expect(output).toContain(`[${code}]`);
      expect(output).toContain(advice);
      expect(output).not.toMatch(/^\s+at /m);
      expect(output).not.toContain("hunter");
    }
  });

  test("a user without rights is told so, and not to correct the migration", () => {
    runStatement(
      folder,
      `postgres://postgres@127.0.0.1:${server.port}/postgres`,
      "CREATE DATABASE empty OWNER shop",
    );
    const { status, output } = run(
      address("?sslmode=no-verify", "guest:hunter2").replace("/shop?", "/empty?"),
      "db",
      "migrate",
    );
    expect(status).toBe(1);
    expect(output).toContain("[database.forbidden]");
    expect(output).toContain("permission denied for schema public");
    expect(output).not.toContain("Correct statement");
  });
});
