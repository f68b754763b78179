import type { Edit } from "./edit.ts";

/**
 * untouched: no change of ours concerns it · merged: both changes are there · kept: it stays as the owner has it, and he
 * is told that ours was not written · conflict: he decides, between markers · same: ours is there already
 * gone: he had not edited it, only checked it out with other line ends
 */
export type Outcome = "untouched" | "merged" | "kept" | "conflict" | "same" | "gone";

export interface Case {
  readonly name: string;
  readonly edit: Edit;
  /** What becomes of the edited file: when scheduler[database] is added, is removed, and in an update. */
  readonly add: Outcome;
  readonly remove: Outcome;
  readonly update: Outcome;
}

/** The files of an application that owners edit most. */
export const api = "app/components/backend/api/index.ts";
export const commands = "app/cli/commands.ts";
export const routes = "app/components/frontend/routes.ts";
export const application = "app/application.ts";
export const tables = "app/services/tables.ts";
export const engineTables = "app/core/engine-tables.ts";
export const components = "app/entrypoints/components.ts";

export const crlf = (text: string) => text.replaceAll("\n", "\r\n");
export const movedBlock = (text: string) => {
  const block = /^ {2}root: [\s\S]*? {2}log,\n/m.exec(text)?.[0] ?? "";
  return text.replace(block, "").replace(/^\}\);$/m, `${block}});`);
};
export const noEnd = (text: string) => text.replace(/\n$/, "");
