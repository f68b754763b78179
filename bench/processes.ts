import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

const used: string[] = [];
process.on("exit", () => {
  for (const folder of used) rmSync(folder, { recursive: true, force: true });
});

/** Hands a new empty folder to `use`. All are removed at the end: a file system that still deletes slows what follows. */
export function inEmptyFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "aegis-bench-"));
  used.push(folder);
  return use(folder);
}

/** A Node that does not come from npm, as most users have it: of another one the command has to ask for the version of the shell's. */
const NODE_COPY = inEmptyFolder((folder) => {
  const node = join(folder, "node");
  copyFileSync(process.execPath, node);
  return node;
});

/** How long a command takes from its start to its exit, in milliseconds. Throws when it fails. */
export function timeCommand(script: string, args: readonly string[], folder: string): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(NODE_COPY, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${dirname(NODE_COPY)}:${process.env.PATH}`, CI: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const took = performance.now() - begin;
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status}:\n${stderr}`);
  return took;
}
