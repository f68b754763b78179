import { z } from "zod";
import { APP_NAME } from "#app/core/constants.ts";
import { wholeNumber } from "#app/core/settings/kinds.ts";
import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";

/** The server that a developer has on the own machine. */
const DEVELOPMENT_URL = `postgres://postgres@127.0.0.1:5432/${APP_NAME}`;

/** What is to be set for this engine. */
export const databaseSettings = {
  /** The server and the database on it. Required in production. */
  DATABASE_URL: z
    .string()
    .refine(isUrl, {
      error: "must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/name",
    })
    .default(DEVELOPMENT_URL),
  /** Connections that one process opens at the most. */
  DATABASE_POOL_SIZE: wholeNumber(2, 1_000).default(10),
  /** Where backups are put. A relative path begins at the application's folder. */
  BACKUPS_FOLDER: z.string().default("data/backups"),
  /** How many backups are kept; the oldest go when a new one is there. */
  BACKUPS_KEPT: wholeNumber(1, 1_000).default(7),
};

export type DatabaseSettings = z.infer<z.ZodObject<typeof databaseSettings>>;

/** Which of them must not be seen: the address holds a password. */
export const databaseSecrets = ["DATABASE_URL"] as const;

export const databaseRules: readonly Rule[] = [
  {
    roles: ROLES,
    setting: "DATABASE_URL",
    when: ({ NODE_ENV, DATABASE_URL }) => NODE_ENV === "production" && DATABASE_URL === DEVELOPMENT_URL,
    message: "must be set in production; the default is the server on a developer's own machine",
  },
];

function isUrl(given: string): boolean {
  const url = URL.parse(given);
  return (
    url !== null &&
    /^postgres(ql)?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    /^\/[^/]+$/.test(url.pathname)
  );
}
