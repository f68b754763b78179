import { dirname, isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { ROOT } from "#app/core/constants.ts";
import { wholeNumber } from "#app/core/settings/kinds.ts";
import type { Rule } from "#app/core/settings/rules.ts";

const FILE = /^file:(?!\/\/)(?<path>[^?#]+)$/;

/** What is to be set for this engine. */
export const databaseSettings = {
  /** The file that holds the data. A relative path begins at the application's folder. */
  DATABASE_URL: z
    .string()
    .refine((given) => FILE.test(given) && !given.endsWith("/"), {
      error: "must be file: and the path of a file, such as file:data/app.db",
    })
    .default("file:data/app.db"),
  /** Where backups are put. A relative path begins at the application's folder. */
  BACKUPS_FOLDER: z.string().default("data/backups"),
  /** How many backups are kept; the oldest go when a new one is there. */
  BACKUPS_KEPT: wholeNumber(1, 1_000).default(7),
};

/** Which of them must not be seen. */
export const databaseSecrets: readonly (keyof typeof databaseSettings)[] = [];

/** What each of them alone cannot say. */
export const databaseRules: readonly Rule[] = [];

export type DatabaseSettings = z.infer<z.ZodObject<typeof databaseSettings>>;

/** The absolute path that a valid DATABASE_URL names. */
export function pathOf(url: string): string {
  const path = FILE.exec(url)?.groups?.path ?? url;
  return isAbsolute(path) ? path : join(ROOT, path);
}

/** What this engine writes to. */
export const databaseFolders = ({ DATABASE_URL, BACKUPS_FOLDER }: DatabaseSettings) => [
  { name: "database", path: dirname(pathOf(DATABASE_URL)) },
  { name: "backups", path: resolve(ROOT, BACKUPS_FOLDER) },
];
