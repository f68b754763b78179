import pg from "pg";
import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { explainPostgresError } from "./errors.ts";
import { explainConnecting } from "./errors-connecting.ts";

const PLACE = { place: "db:5432/shop", application: "my-app" };

const fromServer = (code: string, message: string) =>
  Object.assign(new pg.DatabaseError(message, message.length, "error"), { code });
const fromSystem = (code: string) => Object.assign(new Error(`${code} happened`), { code });

function sentence(error: unknown): string {
  const found = explainConnecting(error, PLACE.place, (thrown) => explainPostgresError(thrown, PLACE));
  return found instanceof AppError ? `${found.code} ${found.message} ${found.hint}` : "raw";
}

test.each([
  [
    fromServer("28000", 'no pg_hba.conf entry for host "::1", user "me", database "shop", no encryption'),
    /refused.*unencrypted.*sslmode=verify-full/,
  ],
  [
    fromServer("28000", 'no pg_hba.conf entry for host "::1", user "me", database "shop", SSL encryption'),
    /refused.*pg_hba\.conf does not let.*Add a line/,
  ],
  [fromServer("28000", 'role "me" does not exist'), /refused.*user does not exist/],
  [fromServer("28000", 'role "me" is not permitted to log in'), /refused.*ALTER ROLE/],
  [fromServer("28P01", 'password authentication failed for user "me"'), /refused.*password is wrong/],
  [
    new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"),
    /refused.*wants a password/,
  ],
  [
    new Error("The server does not support SSL connections"),
    /tls.*does not know encryption.*sslmode=disable/,
  ],
  [fromSystem("DEPTH_ZERO_SELF_SIGNED_CERT"), /tls.*not signed by an authority.*sslrootcert/],
  [fromSystem("CERT_HAS_EXPIRED"), /tls.*not valid at this time/],
  [fromSystem("ERR_TLS_CERT_ALTNAME_INVALID"), /tls.*another name/],
  [fromSystem("ERR_SSL_WRONG_VERSION_NUMBER"), /tls.*could not be set up.*sslmode/],
  [
    fromServer("42501", 'permission denied for database "shop"'),
    /forbidden.*permission denied for database "shop"/,
  ],
  [fromServer("08P01", "no such user: me"), /unreachable.*no such user: me.*pooler/],
  [fromServer("53300", "too many clients already"), /busy.*no connection left/],
  [fromServer("57P03", "the database system is starting up"), /unreachable.*starting/],
  [new Error("anything unforeseen"), /refused.*could not be set up: anything/],
])("while connecting, %s", (error, expected) => {
  expect(sentence(error)).toMatch(expected);
});

test.each([
  ["57014", "database.timeout"],
  ["25P04", "database.timeout"],
  ["25P03", "database.transaction-idle"],
  ["42P01", "database.not-migrated"],
  ["42703", "database.not-migrated"],
  ["42501", "database.forbidden"],
  ["3F000", "database.no-schema"],
  ["53200", "database.busy"],
  ["58030", "database.disk-failed"],
  ["57P05", "database.unreachable"],
])("the server's %s is %s, and can be tried again", (code, expected) => {
  expect(explainPostgresError(fromServer(code, "said so"), PLACE)).toMatchObject({
    code: expected,
    category: "unavailable",
  });
});

test.each(["23505", "22P02", "42601"])("%s speaks of the query, and stays as it is", (code) => {
  const error = fromServer(code, "said so");
  expect(explainPostgresError(error, PLACE)).toBe(error);
});
