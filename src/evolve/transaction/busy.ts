import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AegisError, systemCode } from "../../errors.ts";
import { factsOf } from "../folder.ts";
import { writingPath } from "./paths.ts";

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

function busy(folder: string, name: string, pid: number | null): AegisError {
  return new AegisError("project-busy", {
    message: `Another aegis is writing into ${folder}${pid === null ? "" : ` (process ${pid})`}.`,
    hint: `Wait until it has ended; when there is no such process of aegis, delete ${writingPath}/${name} there.`,
    details: { folder, pid },
  });
}

const nameOf = (turn: number): string => (turn === 1 ? processName : `${processName}-${turn}`);

/** The process in a file of the lock; "none" where there is no such file, null while it is being written. */
function processIn(folder: string, name: string): number | null | "none" {
  try {
    const pid = Number(readFileSync(join(folder, writingPath, name), "utf8").trim());
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return "none";
    throw error;
  }
}

/** The name that comes behind those of processes that have ended. Throws `project-busy` while one of them runs. */
function nextName(folder: string): string {
  for (let turn = 1; ; turn++) {
    const name = nameOf(turn);
    const pid = processIn(folder, name);
    if (pid === "none") return name;
    if (pid === null || isAlive(pid)) throw busy(folder, name, pid);
  }
}

/** Takes the names of processes out of what a run that is over keeps for its conflicts. */
export function dropProcessNames(place: string): void {
  // Never through a link.
  if (factsOf(place)?.isDirectory() !== true) return;
  for (const name of readdirSync(place)) {
    if (/^process(?:-\d+)?$/.test(name)) rmSync(join(place, name), { force: true });
  }
}

/** Throws `project-busy` while another aegis is writing here. */
export function requireNoOtherProcess(folder: string): void {
  nextName(folder);
}

/**
 * Takes over from a process that has ended. Of two that try at once one gets it: each adds a file of a name that must
 * not be there, and none is taken away before the run is over.
 */
export function takeOver(folder: string): void {
  for (;;) {
    const name = nextName(folder);
    try {
      writeFileSync(join(folder, writingPath, name), `${process.pid}\n`, { flag: "wx" });
      return;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}
