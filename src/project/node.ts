import { execFile } from "node:child_process";
import { machineEnvironment, machinePath } from "./environment.ts";
import { findExecutable } from "./executable.ts";

/** The oldest Node on which a generated application runs; where an older one is found, the application brings its own. */
export const appFloor = "22.22.0";

/** Whether one version comes before another; what follows a hyphen does not count. */
export function isOlder(version: string, floor: string): boolean {
  const parts = version.replace(/^v/, "").split(".").map(Number);
  for (const [index, wanted] of floor.split(".").map(Number).entries()) {
    const found = parts[index] ?? 0;
    if (found !== wanted) return found < wanted;
  }
  return false;
}

/**
 * The version of the Node that the person's shell would run, null when it has none. It is the one that runs this
 * command, unless that one came from npm, beside the command, and is gone from the PATH afterwards.
 */
export function machineNode(): Promise<string | null> {
  if (!/[\\/]node_modules[\\/]/.test(process.execPath)) return Promise.resolve(process.versions.node);
  const env = { ...machineEnvironment(), PATH: machinePath() };
  const node = findExecutable("node", env);
  if (node === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    execFile(node, ["--version"], { env }, (error, stdout) => {
      resolve(error === null ? stdout.trim().replace(/^v/, "") : null);
    });
  });
}

/** Whether this Node, null for none, is too old to run an application. */
export function isTooOld(version: string | null): boolean {
  return version === null || isOlder(version, appFloor);
}
