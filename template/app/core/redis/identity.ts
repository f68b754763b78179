import { realpathSync } from "node:fs";
import { hostname } from "node:os";
import { escapeLine } from "@aegis-stack/runtime/terminal";
import { z } from "zod";
import { ROOT } from "#app/core/constants.ts";
import { databaseLocation } from "#app/core/db/location.ts"; // aegis:database
import { settings } from "#app/core/settings/index.ts";

const MAX_LENGTH = 500;

const text = z.string().max(MAX_LENGTH);

/** What tells one application or deployment from another one of the same name. */
export const identitySchema = z.object({
  /** In development alone: two checkouts on one machine are two applications; containers all have the same folder. */
  folder: text.optional(),
  /** Its address, which all of its processes share. */
  publicUrl: text.optional(),
  /** Its database, without a password. */
  database: text.optional(),
  /** The machine or container of the process, for people. */
  host: text.default("unknown"),
});
export type Identity = z.infer<typeof identitySchema>;

/** In this order: the first that both processes know decides. */
const FIELDS = ["folder", "publicUrl", "database"] as const;

/** Whether two processes are of one application, as far as what both of them know tells. */
export function isSameApplication(one: Identity, other: Identity): boolean {
  const field = decisiveField(one, other);
  return field === undefined || one[field] === other[field];
}

/** Another application as it is shown to people: "/home/ada/shop (on laptop)". */
export function describeOther(own: Identity, other: Identity): string {
  const field = decisiveField(own, other);
  return escapeLine(`${field === undefined ? "unknown" : other[field]} (on ${other.host})`);
}

const decisiveField = (one: Identity, other: Identity) =>
  FIELDS.find((field) => one[field] !== undefined && other[field] !== undefined);

/** The identity of this process's application. */
export function ownIdentity(): Identity {
  const identity: Identity = { host: hostname() };
  if (settings.NODE_ENV !== "production") identity.folder = realpathSync(ROOT);
  if (settings.PUBLIC_URL !== undefined) identity.publicUrl = settings.PUBLIC_URL; // aegis:auth
  identity.database = databaseLocation(); // aegis:database
  return identity;
}
