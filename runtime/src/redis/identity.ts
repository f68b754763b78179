import { realpathSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { escapeLine } from "../terminal/index.ts";

const MAX_TEXT_LENGTH = 500;

const text = z.string().max(MAX_TEXT_LENGTH);

/** What tells one application or deployment from another one of the same name. */
export interface RedisIdentity {
  /** In development only: two checkouts on one machine are two applications; containers all have the same folder. */
  readonly folder?: string | undefined;
  /** Its address, which all of its processes share. */
  readonly publicUrl?: string | undefined;
  /** Its database, without a password. */
  readonly database?: string | undefined;
  /** The machine or container of the process, for operators. */
  readonly host: string;
}

/** What another process has announced. */
export const identitySchema: z.ZodType<RedisIdentity> = z.object({
  folder: text.optional(),
  publicUrl: text.optional(),
  database: text.optional(),
  host: text.default("unknown"),
});

/** In this order: the first that both processes have decides. */
const IDENTITY_FIELDS = ["folder", "publicUrl", "database"] as const;

/** Whether two processes belong to one application, as far as the fields that both have show. */
export function isSameApplication(one: RedisIdentity, other: RedisIdentity): boolean {
  const field = findDecisiveField(one, other);
  return field === undefined || one[field] === other[field];
}

/** Another application as operators read it: "/home/ada/shop (on laptop)". */
export function describeOther(own: RedisIdentity, other: RedisIdentity): string {
  const field = findDecisiveField(own, other);
  return escapeLine(`${field === undefined ? "unknown" : other[field]} (on ${other.host})`);
}

const findDecisiveField = (one: RedisIdentity, other: RedisIdentity) =>
  IDENTITY_FIELDS.find((field) => one[field] !== undefined && other[field] !== undefined);

/** What an application knows of its own identity. */
export type OwnIdentity = Pick<RedisIdentity, "folder" | "publicUrl" | "database">;

/**
 * The identity of this process's application.
 *
 * @param known its folder, address and database, as far as it has them; the folder is left out in production
 */
export function createIdentity(known: OwnIdentity, isProduction: boolean): RedisIdentity {
  const { folder, publicUrl, database } = known;
  return {
    host: hostname(),
    ...(folder !== undefined && !isProduction && { folder: realpathSync(folder) }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(database !== undefined && { database }),
  };
}
