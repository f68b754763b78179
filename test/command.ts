import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, lstatSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { removeApplications } from "./remove-applications.ts";

export const entry = fileURLToPath(new URL("../bin/aegis.cjs", import.meta.url));

export interface Spawning {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly nodeArgs?: readonly string[];
  readonly user?: number;
  /** The command to run, where it is another build. */
  readonly command?: string;
  /** Given the running process, to interrupt it. */
  readonly meanwhile?: (child: ChildProcess) => void;
}

export interface Spawned {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As in a person's own shell: what runs the tests is not there to be found. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|CI$|VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}

/** Runs the built command, with no terminal anywhere. */
export function aegis(args: readonly string[], spawning: Spawning = {}): Promise<Spawned> {
  const { cwd, env, node = process.execPath, nodeArgs = [], user, command = entry, meanwhile } = spawning;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...nodeArgs, command, ...args], {
      cwd: cwd ?? tmpdir(),
      env: { ...cleanEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(user === undefined ? {} : { uid: user, gid: user }),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    meanwhile?.(child);
  });
}

const temporaryFolders: string[] = [];

// Here, where each test file imports it: Vitest never calls a hook that a running test registers.
afterAll(async () => {
  for (const folder of temporaryFolders.splice(0)) await removeApplications(folder);
});

/** An empty folder that is gone after the tests of the file, also where a running test asks for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aegis-test-"));
  temporaryFolders.push(folder);
  return folder;
}

/** Every file below a folder, by path. */
export function filesBelow(folder: string, below = ""): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(join(folder, below))
    .flatMap((name) => {
      const path = below === "" ? name : `${below}/${name}`;
      return lstatSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

export const quick = ["--yes", "--no-install", "--no-git"] as const;
