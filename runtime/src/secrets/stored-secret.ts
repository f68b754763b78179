import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivateFolder } from "../files/index.ts";

const MIN_SECRET_CHARACTERS = 32;

/**
 * What cookies are signed with where no secret is set, in development and tests: a secret that is created once and stored, so
 * that cookies outlive a restart.
 *
 * @param file absolute
 * @returns at least 32 characters
 * @throws the system's error when the file cannot be written
 */
export const readStoredSecret = (file: string): string => readSecret(file) ?? createSecret(file);

function readSecret(file: string): string | undefined {
  try {
    const secret = readFileSync(file, "utf8").trim();
    return secret.length >= MIN_SECRET_CHARACTERS ? secret : undefined;
  } catch {
    return undefined;
  }
}

function createSecret(file: string): string {
  makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    // Fails when another process was first: then its secret is the one.
    linkSync(draft, file);
  } catch {
    if (readSecret(file) === undefined) writeFileSync(file, readFileSync(draft), { mode: 0o600 });
  } finally {
    rmSync(draft, { force: true });
  }
  return readStoredSecret(file);
}
