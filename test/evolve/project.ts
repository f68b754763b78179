import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../src/stack/catalog.ts";
import { entryOf } from "../../src/stack/stack.ts";
import { splitWords } from "../../src/stack/words.ts";
import { aegis, cleanEnvironment, filesBelow, quick, type Spawned, temporaryFolder } from "../command.ts";

const cwd = temporaryFolder();
const made = new Map<string, string>();
let copies = 0;

export function git(folder: string, ...args: string[]): string {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const { status, stdout, stderr } = spawnSync("git", [...who, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** A fresh application of these words, committed; `edit` is committed too. */
export async function project(words: string, edit: (folder: string) => void = () => {}): Promise<string> {
  let original = made.get(words);
  if (original === undefined) {
    const wordsOf = (kind: string) =>
      splitWords(words)
        .filter((word) => entryOf(catalog, word.replace(/\[.*/, "")).kind === kind)
        .join(",");
    const asked = ["-c", wordsOf("component"), "-s", wordsOf("service")];
    const init = ["init", "shop", ...asked, "-o", `original-${made.size}`, ...quick];
    const { code, stderr } = await aegis(init, { cwd });
    if (code !== 0) throw new Error(stderr);
    original = join(cwd, `original-${made.size}/shop`);
    git(original, "init", "--quiet");
    git(original, "add", "--all");
    git(original, "commit", "--quiet", "--message", "init");
    made.set(words, original);
  }
  copies += 1;
  const folder = join(cwd, `copy-${copies}/shop`);
  cpSync(original, folder, { recursive: true, preserveTimestamps: true });
  edit(folder);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "edit");
  return folder;
}

export const run = (folder: string, ...args: string[]): Promise<Spawned> => aegis(args, { cwd: folder });

export interface Refused {
  readonly code: number | null;
  readonly error: { code: string; message: string; hint: string; details: Record<string, unknown> };
}

export async function refused(folder: string, ...args: string[]): Promise<Refused> {
  const { code, stdout } = await run(folder, ...args, "--json");
  return { code, error: JSON.parse(stdout).error };
}

/** Every file but git's, with its mode and a hash of its content; a link by where it leads. */
export function treeOf(folder: string): Record<string, string> {
  const paths = filesBelow(folder).filter((path) => !path.startsWith(".git/"));
  return Object.fromEntries(
    paths.map((path) => {
      const place = join(folder, path);
      const facts = lstatSync(place);
      if (facts.isSymbolicLink()) return [path, readlinkSync(place)];
      const hash = createHash("sha256").update(readFileSync(place)).digest("hex").slice(0, 12);
      return [`${path} ${(facts.mode & 0o777).toString(8)}`, hash];
    }),
  );
}
