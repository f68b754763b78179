import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";

/** One file that drizzle-kit generated. */
export interface Migration {
  name: string;
  statements: readonly string[];
  hash: string;
  /** Milliseconds since 1970; what a migration is known by. */
  generatedAt: number;
}

const journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Reads a folder of migrations in their order.
 *
 * @returns none when there is no such folder, as in an application without tables
 * @throws AppError `migrations.unreadable` when the folder's list or a file of it is missing or damaged
 */
export function readMigrations(folder: string): Migration[] {
  const list = read(join(folder, "meta/_journal.json"));
  if (list === undefined) return [];
  return entriesOf(list, folder).map(({ tag, when }) => {
    const text = read(join(folder, `${tag}.sql`));
    if (text === undefined) throw unreadable(`${tag}.sql is missing from ${folder}.`);
    // Git may have turned the line ends; the migration is the same.
    const content = text.replaceAll("\r\n", "\n");
    const statements = content
      .split("--> statement-breakpoint")
      .filter((statement) => statement.trim() !== "");
    const hash = createHash("sha256").update(content).digest("hex");
    return { name: tag, statements, hash, generatedAt: when };
  });
}

function entriesOf(list: string, folder: string): z.infer<typeof journal>["entries"] {
  try {
    return journal.parse(JSON.parse(list)).entries;
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

const unreadable = (what: string, cause?: unknown) =>
  new AppError({
    code: "migrations.unreadable",
    kind: "internal",
    what,
    todo: "Take the folder of migrations as it was committed.",
    cause,
  });
