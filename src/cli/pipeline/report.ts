import { someOf } from "../../doctor/finding.ts";
import type { Note } from "../../evolve/merge/key/merge-tree.ts";
import { patchOf } from "../../evolve/patch.ts";
import type { Change, Kept, Plan } from "../../evolve/plan.ts";
import { asidePath } from "../../evolve/transaction/paths.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import type { Proposal } from "./proposal.ts";

const sign: Record<Change["kind"], string> = {
  create: "+",
  replace: "~",
  merge: "m",
  delete: "-",
  keep: "=",
  conflict: "!",
  blocked: "!",
};

const whyKept: Record<Kept, string> = {
  same: "it is so already",
  edited: "you edited it, so it stays",
  deleted: "you deleted it, so it stays away; its new text was not written",
  elsewhere: "a folder or a link of yours stands there; the new text was not written",
};

const describeUsers = (files: readonly string[]): string =>
  files.length === 0
    ? "nothing of the application uses it any more"
    : `${someOf(files)} still ${files.length === 1 ? "uses" : "use"} it`;

/** What has to be said about one change beside its kind; empty when nothing has. */
function remarkOn({ path, kind, kept, usedBy, conflicts }: Change): string {
  if (kind === "keep" && usedBy !== undefined) return `${whyKept[kept ?? "same"]}; ${describeUsers(usedBy)}`;
  if (kind === "keep") return whyKept[kept ?? "same"];
  if (kind === "merge") return "merged with your edits";
  if (kind === "blocked") return "a folder or a link of yours stands there";
  if (kind !== "conflict") return "";
  if (conflicts === undefined) return "yours, and git could not give it back";
  if (conflicts === 0) return `yours stays; the other one will be ${asidePath(path)}`;
  return `${conflicts} ${conflicts === 1 ? "place" : "places"} for you to decide`;
}

const whatSettled: Record<Note["what"], string> = {
  "kept-deleted": "you took it out, so it stays out",
  "kept-edited": "you changed it, so it stays",
  "higher-version": "changed on both sides, the higher version stands",
};

const isReported = ({ kind, kept, notes = [] }: Change) =>
  kind !== "keep" || kept !== "same" || notes.length > 0;

/** Every file of which there is something to tell, a line each. */
export function planLines(plan: Plan): string[] {
  return plan.filter(isReported).flatMap((change) => {
    const remark = remarkOn(change);
    const settled = (change.notes ?? []).map(({ key, what }) => `    ${key}: ${whatSettled[what]}`);
    return [
      `${sign[change.kind]} ${change.path}${remark === "" ? "" : colours.dim(` (${remark})`)}`,
      ...settled,
    ];
  });
}

const depth = 3;

/** The folder under which a file of ours is counted; the file itself where it stands high up. */
function gatheredUnder(path: string): string {
  const folders = path.split("/").slice(0, -1);
  return folders.length === 0 ? path : `${folders.slice(0, depth).join("/")}/`;
}

/** Kinds of change that meet nothing of the owner's. */
const OURS: ReadonlySet<Change["kind"]> = new Set(["create", "replace", "delete"]);

/** What concerns the owner's own work, file by file: merged, kept or in the way. */
export function notableLines(plan: Plan): string[] {
  return planLines(plan.filter(({ kind }) => !OURS.has(kind)));
}

/** The same to be taken in at a glance: what is ours alone counted by folder, then what concerns the owner. */
function shortLines(plan: Plan): string[] {
  const groups = new Map<string, string[]>();
  for (const { kind, path } of plan.filter((change) => OURS.has(change.kind))) {
    const line = `${sign[kind]} ${gatheredUnder(path)}`;
    groups.set(line, [...(groups.get(line) ?? []), `${sign[kind]} ${path}`]);
  }
  const counted = [...groups].map(([line, files]) =>
    files.length === 1 ? (files[0] ?? line) : `${line}${colours.dim(` (${files.length} files)`)}`,
  );
  return [...counted, ...notableLines(plan)];
}

/** What a proposal does, at a glance. Of a new application only what meets an owner's files is worth a line. */
export function reportLines({ before, evolution: { plan } }: Proposal): string[] {
  return shortLines(before === null ? plan.filter(({ kind }) => kind !== "create") : plan);
}

const COUNTED_KINDS = [
  ["create", "created"],
  ["replace", "changed"],
  ["merge", "merged with your edits"],
  ["delete", "deleted"],
  ["conflict", "in conflict"],
  ["blocked", "blocked"],
] as const;

/** "12 created, 3 changed", or "no file changes". */
export function countsOf(plan: Plan): string {
  const counts = COUNTED_KINDS.flatMap(([kind, words]) => {
    const count = plan.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return counts.length === 0 ? "no file changes" : counts.join(", ");
}

/** A line of a patch in its colour. */
export function paint(line: string): string {
  if (line.startsWith("+")) return colours.green(line);
  if (line.startsWith("-")) return colours.red(line);
  return line.startsWith("@@") ? colours.cyan(line) : line;
}

/** The text of what changes, as `diff -u` shows it. */
export function patchLines(plan: Plan): string[] {
  return plan.flatMap(({ path, kind, file, before }) => {
    if (kind === "keep" || kind === "blocked") return [];
    const old = typeof before === "string" ? null : before;
    const lines = patchOf(path, old, kind === "delete" ? null : file);
    return lines.length === 0 ? [] : ["", ...lines.map(paint)];
  });
}

/** Shows every file that would change, and how its text would when requested. */
export function showDryRun(
  terminal: Terminal,
  { evolution, notes, folder }: Proposal,
  withText: boolean,
): void {
  for (const line of [...notes, ...planLines(evolution.plan)]) terminal.say(line);
  if (withText) for (const line of patchLines(evolution.plan)) terminal.say(line);
  terminal.say();
  terminal.say(`It would be: ${countsOf(evolution.plan)} in ${folder}. Nothing was written.`);
}
