import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";

/** One file that drizzle-kit generated. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  readonly hash: string;
  /** Milliseconds since 1970. It identifies a migration. */
  readonly generatedAt: number;
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Reads a folder of migrations in their order.
 *
 * @param location the folder of migrations, that of drizzle-kit
 * @returns none when there is no such folder, as in an application without tables
 * @throws AppError `migrations.unreadable` when the folder's list or a file of it is missing or damaged
 */
export function readMigrations(location: string | URL): Migration[] {
  const folder = typeof location === "string" ? location : fileURLToPath(location);
  const list = read(join(folder, "meta/_journal.json"));
  if (list === undefined) return [];
  return entriesOf(list, folder).map(({ tag, when }) => {
    const text = read(join(folder, `${tag}.sql`));
    if (text === undefined) throw unreadable(`${tag}.sql is missing from ${folder}.`);
    // Git may have changed the line ends; the migration is the same.
    const content = text.replaceAll("\r\n", "\n");
    const statements = content
      .split("--> statement-breakpoint")
      .filter((statement) => statement.trim() !== "");
    const hash = createHash("sha256").update(content).digest("hex");
    return { name: tag, statements, hash, generatedAt: when };
  });
}

function entriesOf(list: string, folder: string): z.infer<typeof journalSchema>["entries"] {
  try {
    return journalSchema.parse(JSON.parse(list)).entries;
  } catch (error) {
    throw unreadable(`The list of migrations in ${folder} is damaged.`, error);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw unreadable(`${file} cannot be read.`, error);
  }
}

const unreadable = (message: string, cause?: unknown) =>
  new AppError({
    code: "migrations.unreadable",
    category: "internal",
    message,
    hint: "Take the folder of migrations as it was committed.",
    cause,
  });
