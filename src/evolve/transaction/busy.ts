import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AegisError, systemCode } from "../../errors.ts";
import { writingPath } from "./journal.ts";

/** Names the process that is at work, as long as it is. */
export const processName = "process";

/** Whether a process of this number runs. One of our own number is a namesake from before a restart. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

function processAtWork(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, writingPath, processName), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Throws `project-busy` while another aegis is writing here. */
export function requireNobodyElse(folder: string): void {
  const pid = processAtWork(folder);
  if (pid === null || !isAlive(pid)) return;
  throw new AegisError("project-busy", {
    what: `Another aegis is writing into ${folder} (process ${pid}).`,
    todo: `Wait until it has ended; when there is no such process of aegis, delete ${writingPath}/${processName} there.`,
    details: { folder, pid },
  });
}
