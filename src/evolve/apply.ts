import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { literal } from "../literal.ts";
import type { File, Files } from "../render/file.ts";
import { writeFailure } from "./failure.ts";
import { requireSameMemory } from "./fingerprint.ts";
import type { Change, Plan } from "./plan.ts";
import { isAlive } from "./transaction/busy.ts";
import { commitJournal, type Ending, type Journal } from "./transaction/journal.ts";
import { clearStage, openStage, stage, type Work } from "./transaction/stage.ts";
import { takeSteps } from "./transaction/steps.ts";
import { type Undo, undoAll } from "./undo.ts";

export interface Applying {
  /** The command as a person types it. */
  readonly command: string;
  /** Folders that go when they are empty afterwards, the inner one first. */
  readonly leaves?: readonly string[];
  readonly ending?: Ending;
  /** What is kept with the conflicts while they wait. */
  readonly beside?: Files;
  /** Of the memory from which the plan was made: it must still be so when the plan is carried out. */
  readonly fingerprint?: string;
  /** Asked when everything is prepared and nothing is changed yet; throws to call it off. */
  readonly mayGoOn: () => Promise<void>;
}

function workOf({ path, kind, file, before, conflicts }: Change): Work[] {
  if (kind === "delete") return [{ path, before, after: null }];
  const isWritten =
    kind === "create" ||
    kind === "replace" ||
    kind === "merge" ||
    (kind === "conflict" && (conflicts ?? 0) > 0);
  return isWritten ? [{ path, before, after: file }] : [];
}

function ensureFolder(folder: string, undo: Undo[]): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) undo.push(() => rmSync(first, { recursive: true, force: true }));
}

function writeNew(place: string, file: File): void {
  // Said although it is the default: only then does Node write a text in one call, without a buffer in between.
  const encoding = "utf8";
  writeFileSync(place, file.content, { encoding, flag: "wx", mode: file.executable ? 0o755 : 0o644 });
}

/** Takes away what a killed run prepared beside this folder. */
function clearKilled(folder: string): void {
  const own = new RegExp(`^\\.${literal(basename(folder))}\\.aegis-(\\d+)$`);
  for (const name of readdirSync(dirname(folder))) {
    const pid = own.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/** A folder that does not exist yet is written under a hidden name beside its place and appears whole, in one step. */
async function appear(folder: string, work: readonly Work[], mayGoOn: () => Promise<void>): Promise<void> {
  const undo: Undo[] = [];
  try {
    ensureFolder(dirname(folder), undo);
    clearKilled(folder);
    const staging = join(dirname(folder), `.${basename(folder)}.aegis-${process.pid}`);
    mkdirSync(staging);
    undo.push(() => rmSync(staging, { recursive: true, force: true }));
    for (const below of new Set(work.map(({ path }) => dirname(path)))) {
      mkdirSync(join(staging, below), { recursive: true });
    }
    for (const { path, after } of work) if (after !== null) writeNew(join(staging, path), after);
    await mayGoOn();
    renameSync(staging, folder);
  } catch (error) {
    undoAll(undo);
    throw error;
  }
}

async function change(folder: string, work: readonly Work[], applying: Applying): Promise<void> {
  const { command, leaves = [], ending = "done", beside, mayGoOn } = applying;
  let journal: Journal;
  openStage(folder);
  try {
    if (applying.fingerprint !== undefined) requireSameMemory(folder, applying.fingerprint);
    journal = { command, ending, ...stage(folder, work, leaves, beside) };
    await mayGoOn();
    commitJournal(folder, journal);
  } catch (error) {
    clearStage(folder);
    throw error;
  }
  takeSteps(folder, journal);
}

/**
 * Carries out a plan: the only code that writes into a project. Either all of it is there afterwards or none, also
 * when the process is killed: what it leaves then, `recover` finishes or undoes.
 */
export async function apply(folder: string, plan: Plan, applying: Applying): Promise<void> {
  const work = plan.flatMap(workOf);
  try {
    if (existsSync(folder)) await change(folder, work, applying);
    else await appear(folder, work, applying.mayGoOn);
  } catch (error) {
    throw writeFailure(folder, error, applying.command.startsWith("init "));
  }
}
