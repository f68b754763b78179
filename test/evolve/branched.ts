import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { aegis, cleanEnvironment, temporaryFolder } from "../command.ts";
import { git, project, run, treeOf } from "./project.ts";

export type Edit = (folder: string) => void;
const nothing: Edit = () => {};

async function change(folder: string, args: readonly string[], edit: Edit): Promise<void> {
  edit(folder);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "own");
  if (args.length > 0) {
    const { code, stderr } = await run(folder, ...args, "--no-install", "--yes");
    if (code !== 0) throw new Error(stderr);
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", args.join(" "));
}

export interface Branches {
  readonly start?: string;
  readonly here?: readonly string[];
  readonly there?: readonly string[];
  readonly editHere?: Edit;
  readonly editThere?: Edit;
}

/** Applications without edits, by what was done on their branches: each is made once, and copied. */
const originals = new Map<string, Promise<string>>();

/** An application on whose two branches different things were done; the first one is checked out. */
export async function branched(branches: Branches): Promise<string> {
  if (branches.editHere || branches.editThere) return createBranched(branches);
  const key = JSON.stringify(branches);
  const original = originals.get(key) ?? createBranched(branches);
  originals.set(key, original);
  return copyOf(await original);
}

async function createBranched({
  start = "",
  here = ["add", "worker"],
  there = ["add", "cache"],
  editHere = nothing,
  editThere = nothing,
}: Branches): Promise<string> {
  const folder = await project(start);
  git(folder, "checkout", "--quiet", "-b", "there");
  await change(folder, there, editThere);
  git(folder, "checkout", "--quiet", "-b", "here", "HEAD~2");
  await change(folder, here, editHere);
  return folder;
}

/** Ends in conflicts: git's exit code is not looked at. */
export function tryGit(folder: string, ...args: string[]): void {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  spawnSync("git", [...who, ...args], { cwd: folder, env: { ...cleanEnvironment(), GIT_EDITOR: "true" } });
}

export function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), "shop");
  // With its times: git would read every file again.
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

export const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
export const editsIn = async (folder: string) =>
  JSON.parse((await run(folder, "status", "--json")).stdout).edits;

export async function sameAs(folder: string, words: string): Promise<void> {
  expect(treeOf(folder)).toEqual(treeOf(await project(words)));
}

export const quick = ["repair", "--no-install", "--yes"] as const;

/** The same, with git's merge of the two begun, and ended in conflicts. */
export async function merged(branches: Branches): Promise<string> {
  const folder = await branched(branches);
  tryGit(folder, "merge", "there");
  return folder;
}

/** git is not on this machine's path. */
export const withoutGit = (folder: string, ...args: string[]) =>
  aegis(args, { cwd: folder, env: { PATH: temporaryFolder() } });
