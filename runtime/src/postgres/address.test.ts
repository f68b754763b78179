import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findAddressFault, parsePostgresAddress } from "./address.ts";
import { createClientConfig } from "./pool/connection-pool.ts";
import { createToolEnvironment } from "./tools-environment.ts";

const BASE = "postgres://me:hunter%402@db:6543/shop";

const driver = (search: string) =>
  createClientConfig(parsePostgresAddress(`${BASE}${search}`), { connectTimeoutMs: 1_000 });

function tools(search: string) {
  const { variables, remove } = createToolEnvironment(parsePostgresAddress(`${BASE}${search}`));
  onTestFinished(remove);
  return variables;
}

test("driver and tools are given the same server, user and database", () => {
  expect(driver("")).toMatchObject({
    host: "db",
    port: 6543,
    user: "me",
    password: "hunter@2",
    database: "shop",
  });
  expect(tools("")).toEqual({
    PGHOST: "db",
    PGPORT: "6543",
    PGUSER: "me",
    PGPASSWORD: "hunter@2",
    PGDATABASE: "shop",
  });
});

test.each([
  ["postgres://[::1]/shop", "::1", "[::1]:5432/shop"],
  ["postgres://%2Fvar%2Frun%2Fpostgresql/shop", "/var/run/postgresql", "/var/run/postgresql:5432/shop"],
  ["postgres://x/shop?host=other&port=7", "other", "other:7/shop"],
  ["postgres://me@h%C3%B6st/sh%20op", "höst", "höst:5432/sh op"],
])("%s", (url, host, place) => {
  expect(parsePostgresAddress(url)).toMatchObject({ host, place });
});

const UNVERIFIED = { rejectUnauthorized: false };
const VERIFIED = { rejectUnauthorized: true };

test.each([
  ["", undefined, undefined],
  ["?sslmode=disable", false, "disable"],
  ["?ssl=0", false, "disable"],
  ["?sslmode=no-verify", UNVERIFIED, "require"],
  ["?ssl=no-verify", UNVERIFIED, "require"],
  ["?ssl=true", VERIFIED, "verify-full"],
  ["?sslmode=require", VERIFIED, "verify-full"],
  ["?sslmode=prefer", VERIFIED, "verify-full"],
  ["?sslmode=verify-full&sslrootcert=system", VERIFIED, "verify-full"],
  ["?sslmode=require&uselibpqcompat=true", UNVERIFIED, "require"],
  ["?sslmode=prefer&uselibpqcompat=true", UNVERIFIED, "require"],
  ["?sslmode=verify-full&uselibpqcompat=true", VERIFIED, "verify-full"],
  ["?sslmode=require&channel_binding=require&statement_timeout=5s&pgbouncer=true", VERIFIED, "verify-full"],
])("%s means the same to the driver and to the tools", (search, ssl, mode) => {
  if (ssl && typeof ssl === "object") expect(driver(search).ssl).toMatchObject(ssl);
  else expect(driver(search).ssl).toBe(ssl);
  expect(tools(search).PGSSLMODE).toBe(mode);
});

test("an authority of one's own is verified by both", () => {
  const file = join(tmpdir(), `authority-${process.pid}.pem`);
  writeFileSync(file, "PEM");
  for (const [search, mode] of [
    [`?sslmode=verify-ca&uselibpqcompat=true&sslrootcert=${file}`, "verify-ca"],
    [`?sslmode=require&uselibpqcompat=true&sslrootcert=${file}`, "verify-ca"],
    [`?sslmode=require&sslrootcert=${file}`, "verify-full"],
  ] as const) {
    expect(driver(search).ssl).toMatchObject({ rejectUnauthorized: true, ca: "PEM" });
    expect(tools(search)).toMatchObject({ PGSSLMODE: mode, PGSSLROOTCERT: file });
  }
});

test("a file that the address names and that is not there is a sentence", () => {
  expect(() => driver("?sslrootcert=/nowhere/ca.pem")).toThrow(
    "The file /nowhere/ca.pem, which sslrootcert of the database's address names, does not exist.",
  );
});

test.each([
  ["?options=-c%20search_path%3Dshop", [["search_path", "shop"]]],
  [
    "?options=-csearch_path%3Dshop%20--lock-timeout%3D5s",
    [
      ["search_path", "shop"],
      ["lock_timeout", "5s"],
    ],
  ],
  ["?options=-c%20search_path%3Da%5C%20b", [["search_path", "a b"]]],
  ["?schema=Shop", [["search_path", '"Shop"']]],
  [
    "?search_path=shop,public&statement_timeout=5000",
    [
      ["search_path", "shop, public"],
      ["statement_timeout", "5000"],
    ],
  ],
])("%s is set in each session, not at its start, which a pooler refuses", (search, session) => {
  expect(parsePostgresAddress(`${BASE}${search}`).session).toEqual(session);
  expect(driver(search)).not.toHaveProperty("options");
});

test("what is no setting stays an option of the start, for both", () => {
  const search = "?options=endpoint%3Dep-cool-1%20-c%20search_path%3Dshop";
  expect(driver(search)).toMatchObject({ options: "endpoint=ep-cool-1" });
  expect(tools(search)).toMatchObject({ PGOPTIONS: "endpoint=ep-cool-1" });
});

test.each([
  [`${BASE}?sslmode=required`, "has the unknown sslmode required"],
  [`${BASE}?sslmode=verify-ca&uselibpqcompat=true`, "needs an sslrootcert"],
  ["postgres://me:50%off@db/shop", "has a % that"],
  ["postgres://db/shop?port=x", "must be the address"],
  ["postgres://db", "must be the address"],
])("%s is refused as a setting", (given, fault) => {
  expect(findAddressFault(given)).toContain(fault);
  expect(findAddressFault(given)).not.toContain("hunter");
});
