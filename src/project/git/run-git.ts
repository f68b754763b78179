import { spawnSync } from "node:child_process";
import { devNull } from "node:os";
import { machineEnvironment } from "../environment.ts";
import { findExecutable } from "../executable.ts";

export interface GitResult {
  readonly ok: boolean;
  /** What git printed, as it is. */
  readonly text: string;
  /** What git said of a failure. */
  readonly complaint: string;
}

/** Runs git in one folder; null when this machine has none. */
export type Git = (...args: readonly string[]) => GitResult | null;

/** The environment without what a hook of another repository says about that one. */
function gitEnvironment(folder: string): NodeJS.ProcessEnv {
  const ofAnother = /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|PREFIX)$/;
  const kept = Object.entries(machineEnvironment(process.env, folder)).filter(
    ([name]) => !ofAnother.test(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

const maxOutputBytes = 64 * 1024 * 1024;

interface Surroundings {
  readonly more?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** What git printed, not yet taken for text. */
interface Printed {
  readonly ok: boolean;
  readonly bytes: Buffer;
  readonly complaint: string;
}

function printedBy(folder: string, args: readonly string[], surroundings: Surroundings = {}): Printed | null {
  const { more = {}, input = "" } = surroundings;
  const env = { ...gitEnvironment(folder), ...more };
  const place = findExecutable("git", env);
  if (place === null) return null;
  const ended = spawnSync(place, args, { cwd: folder, env, input, maxBuffer: maxOutputBytes });
  if (ended.error !== undefined) return { ok: false, bytes: Buffer.of(), complaint: ended.error.message };
  return { ok: ended.status === 0, bytes: ended.stdout, complaint: ended.stderr.toString("utf8").trim() };
}

function runGit(folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): GitResult | null {
  const printed = printedBy(folder, args, { more });
  if (printed === null) return null;
  return { ok: printed.ok, text: printed.bytes.toString("utf8"), complaint: printed.complaint };
}

/** git as the user would run it: for a repository that this command has just made. */
export const ownGit =
  (folder: string): Git =>
  (...args) =>
    runGit(folder, args);

/** The last part of the names of settings whose value is a program that git runs. */
const runsPrograms =
  /\.(?:fsmonitor|hookspath|pager|editor|sequenceeditor|sshcommand|askpass|gitproxy|command|textconv|clean|smudge|process|driver|program|helper|uploadpack|receivepack|external|alternaterefscommand|packobjectshook|vcs|cmd)$/i;

/** What is always set, whatever the repository says. */
const safeSettings: readonly (readonly [name: string, value: string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", devNull],
  ["core.quotePath", "false"],
  ["core.pager", "cat"],
  // A folder that looks like a repository without a .git is data, not a repository.
  ["safe.bareRepository", "explicit"],
];

const safeEnvironment = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "",
  GIT_TERMINAL_PROMPT: "0",
};

const filterOf = /^(filter\.[\s\S]*)\.(?:clean|smudge|process)$/i;

/** The settings of a repository that would make git run a program, each with what takes its place: the user's own, or nothing. */
function overridesOf(listed: string): Map<string, string> {
  const fields = listed.split("\0");
  const own = new Map<string, string>();
  const names = new Set<string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [scope, setting = ""] = [fields[at], fields[at + 1]];
    const end = setting.indexOf("\n");
    const [name, value] = end === -1 ? [setting, ""] : [setting.slice(0, end), setting.slice(end + 1)];
    if (!runsPrograms.test(name)) continue;
    if (scope === "local" || scope === "worktree") names.add(name);
    else own.set(name, value);
  }
  const overrides = new Map<string, string>();
  for (const name of names) {
    overrides.set(name, own.get(name) ?? "");
    const filter = filterOf.exec(name)?.[1];
    // A filter that is required and empty makes git fail.
    if (filter !== undefined && !own.has(name)) overrides.set(`${filter}.required`, "false");
  }
  for (const [name, value] of safeSettings) overrides.set(name, value);
  return overrides;
}

/** Settings as environment variables: unlike "-c", these take a name that holds any character. */
function asEnvironment(settings: ReadonlyMap<string, string>): NodeJS.ProcessEnv {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0) || 0;
  const pairs = [...settings].flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, name],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(first + settings.size) };
}

const flags = safeSettings.flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** What git in a folder has to be run with so that it runs no program; null without git, a failed result where that is unknown. */
function safely(folder: string): NodeJS.ProcessEnv | GitResult | null {
  const listed = runGit(folder, [...flags, "config", "--list", "--show-scope", "-z"], safeEnvironment);
  if (listed === null) return null;
  return listed.ok ? { ...safeEnvironment, ...asEnvironment(overridesOf(listed.text)) } : listed;
}

/**
 * git in a folder that an attacker may have prepared: it only reads. A repository's own settings can name programs
 * (fsmonitor, hooks, filters, pagers, transports); none of them is run.
 */
export function readingGit(folder: string): Git {
  let environment: NodeJS.ProcessEnv | GitResult | null | undefined;
  return (...args) => {
    if (environment === undefined) environment = safely(folder);
    if (environment === null) return null;
    // Without the list nothing can be said to be safe.
    if (isGitResult(environment)) return environment;
    return runGit(folder, [...flags, ...args], environment);
  };
}

/** Objects of a repository by their ids, as they are stored; null where git cannot give all of them. */
export function readObjects(folder: string, ids: readonly string[]): Map<string, Buffer> | null {
  const environment = safely(folder);
  if (environment === null || isGitResult(environment)) return null;
  const input = `${ids.join("\n")}\n`;
  const printed = printedBy(folder, [...flags, "cat-file", "--batch"], { more: environment, input });
  if (!printed?.ok) return null;
  const objects = new Map<string, Buffer>();
  let at = 0;
  for (const id of ids) {
    const end = printed.bytes.indexOf("\n", at);
    const size = Number(printed.bytes.subarray(at, end).toString("latin1").split(" ")[2] ?? Number.NaN);
    if (end === -1 || !Number.isInteger(size)) return null;
    objects.set(id, printed.bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return objects;
}

const isGitResult = (value: NodeJS.ProcessEnv | GitResult): value is GitResult =>
  typeof value.ok === "boolean";
