import { readFound } from "../evolve/folder.ts";
import type { File } from "../render/file.ts";

const assignment = /^\s*#?\s*([A-Z][A-Z0-9_]*)=/gm;

/** The settings that an .env file mentions, commented out or not. */
function settingsIn(file: File | undefined): Set<string> {
  const text = typeof file?.content === "string" ? file.content : "";
  return new Set([...text.matchAll(assignment)].map(([, name]) => name ?? ""));
}

/** Where an owner gives settings their values, outside of what is merged or beside it. */
const places = [".env", "compose.yaml", "compose.override.yaml", "Dockerfile"];

function placesWith(folder: string, name: string): string[] {
  const word = new RegExp(`\\b${name}\\b`);
  return places.filter((path) => {
    const found = readFound(folder, path);
    return typeof found !== "string" && typeof found.content === "string" && word.test(found.content);
  });
}

export interface SettingsChange {
  readonly before: File | undefined;
  readonly after: File | undefined;
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * What an owner has to do about his settings before he deploys: those with another name now, those that are gone, and
 * those that are new. Read from what the application was given as .env.example, then and now, so that none is forgotten.
 */
export function describeSettingsChange(folder: string, { before, after, renamed }: SettingsChange): string[] {
  const [old, now] = [settingsIn(before), settingsIn(after)];
  const still = (name: string) => {
    const found = placesWith(folder, name);
    return found.length === 0 ? "" : ` Still named in ${found.join(", ")}.`;
  };
  const renames = renamed.map(
    ({ from, to }) => `Setting ${from} is ${to} now: rename it where you set it.${still(from)}`,
  );
  const renamedNames = new Set(renamed.flatMap(({ from, to }) => [from, to]));
  const gone = [...old].filter((name) => !now.has(name) && !renamedNames.has(name));
  const fresh = [...now].filter((name) => !old.has(name) && !renamedNames.has(name));
  return [
    ...renames,
    ...gone.map((name) => `Setting ${name} is gone: it has no effect any more.${still(name)}`),
    ...(fresh.length === 0
      ? []
      : [`New settings, each with its default in .env.example: ${fresh.join(", ")}.`]),
  ];
}
