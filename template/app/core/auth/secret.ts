import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makePrivateFolder } from "@aegis-stack/runtime/files";
import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";

const FILE = join(DATA_DIRECTORY, "auth-secret");

/**
 * What session cookies are signed with: AUTH_SECRET. Without it, which only development and tests do, one that is
 * made once and kept in the data folder, so that sessions outlive a restart.
 *
 * @returns at least 32 characters
 * @throws the system's error when the data folder cannot be written to
 */
export function authSecret(given = settings.AUTH_SECRET, file = FILE): string {
  if (given !== undefined) return given;
  return kept(file) ?? make(file);
}

function kept(file: string): string | undefined {
  try {
    const secret = readFileSync(file, "utf8").trim();
    return secret.length >= 32 ? secret : undefined;
  } catch {
    return undefined;
  }
}

function make(file: string): string {
  makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    // Fails when another process was first: then its secret is the one.
    linkSync(draft, file);
  } catch {
    if (kept(file) === undefined) writeFileSync(file, readFileSync(draft), { mode: 0o600 });
  } finally {
    rmSync(draft, { force: true });
  }
  return kept(file) ?? make(file);
}
