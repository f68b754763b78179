import { spawnSync } from "node:child_process";
import { afterAll } from "vitest";
import { temporaryFolder } from "./command.ts";

const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];

function succeeds(command: readonly string[]): boolean {
  const [name = "", ...args] = [...asRoot, ...command];
  return spawnSync(name, args, { stdio: "ignore" }).status === 0;
}

/** A folder that is a disk of its own, of so many kilobytes; null where none may be mounted. */
export function smallDisk(kilobytes: number): { folder: string; readOnly: () => void } | null {
  const folder = temporaryFolder();
  if (!succeeds(["mount", "-t", "tmpfs", "-o", `size=${kilobytes}k,mode=1777`, "tmpfs", folder])) {
    const message = "No disk can be mounted here: the tests with a full and a read-only one do not run.";
    if (process.env.CI) throw new Error(message);
    console.warn(message);
    return null;
  }
  afterAll(() => succeeds(["umount", folder]));
  return { folder, readOnly: () => succeeds(["mount", "-o", "remount,ro", folder]) };
}
