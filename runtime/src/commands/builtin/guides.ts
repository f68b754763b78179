import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PackageManager, replaceNpmCommands } from "../../format/index.ts";

// The compiled module lies in dist/chunks, its source in src/commands/builtin.
const PACKAGE_FOLDER = import.meta.url.endsWith(".ts") ? "../../.." : "../..";

const RUNTIME_GUIDES_FOLDER = fileURLToPath(new URL(`${PACKAGE_FOLDER}/docs`, import.meta.url));

/** What the guides call the application. */
const EXAMPLE_NAME_PATTERN = /\bmy-app\b/g;

/** A guide that a user can read in the terminal. */
export interface Guide {
  /** The name of its file, without the ending. */
  readonly topic: string;
  readonly title: string;
  /** Where it comes from: the application's folder `docs/`, or the installed runtime. */
  readonly origin: "application" | "runtime";
  /** The whole text, in Markdown. */
  readonly text: string;
}

/**
 * Reads the guides of the application and of the installed runtime, sorted by topic. An application's own guide replaces the one
 * of the runtime with the same topic.
 *
 * @param folder the application's folder, absolute
 */
export function readGuides(folder: string): Guide[] {
  const own = join(folder, "docs");
  const guides = [
    ...readFolder(RUNTIME_GUIDES_FOLDER, "runtime"),
    ...(existsSync(own) ? readFolder(own, "application") : []),
  ];
  const byTopic = new Map(guides.map((guide) => [guide.topic, guide]));
  return [...byTopic.values()].sort((one, other) => one.topic.localeCompare(other.topic));
}

const readFolder = (folder: string, origin: Guide["origin"]): Guide[] =>
  globSync("*.md", { cwd: folder }).map((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const topic = basename(file, ".md");
    return { topic, title: /^# (.+)$/m.exec(text)?.[1] ?? topic, origin, text };
  });

/** The text of a guide with the commands of this application and its package manager. */
export function formatGuide({ text, origin }: Guide, name: string, manager: PackageManager): string {
  // An owner's own guide says what its owner means.
  if (origin === "application") return text;
  return replaceNpmCommands(text, manager).replaceAll(EXAMPLE_NAME_PATTERN, name);
}
