import type { Application } from "../application.ts";
import { textIn } from "../application.ts";

/** What an owner does to the files of an application: new content by path, null for a file that he deletes. */
export type Edit = (application: Application) => Readonly<Record<string, string | Uint8Array | null>>;

const splice = (text: string, at: string, make: (line: string) => readonly string[]): string => {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => line.includes(at));
  if (index < 0) throw new Error(`no line with ${at}`);
  return [...lines.slice(0, index), ...make(lines[index] ?? ""), ...lines.slice(index + 1)].join("\n");
};

export const after =
  (path: string, at: string, ...fresh: readonly string[]): Edit =>
  (application) => ({ [path]: splice(textIn(application, path), at, (line) => [line, ...fresh]) });

export const before =
  (path: string, at: string, ...fresh: readonly string[]): Edit =>
  (application) => ({ [path]: splice(textIn(application, path), at, (line) => [...fresh, line]) });

export const without =
  (path: string, at: string): Edit =>
  (application) => ({ [path]: splice(textIn(application, path), at, () => []) });

export const turned =
  (path: string, from: string | RegExp, to: string): Edit =>
  (application) => {
    const text = textIn(application, path);
    const turnedText = text.replace(from, to);
    if (turnedText === text) throw new Error(`nothing to turn in ${path}`);
    return { [path]: turnedText };
  };

export const rewritten =
  (path: string, make: (text: string) => string): Edit =>
  (application) => ({ [path]: make(textIn(application, path)) });

export const deleted =
  (...paths: readonly string[]): Edit =>
  () =>
    Object.fromEntries(paths.map((path) => [path, null]));

export const own =
  (path: string, content: string | Uint8Array): Edit =>
  () => ({ [path]: content });

export const renamed =
  (path: string, to: string): Edit =>
  (application) => ({ [path]: null, [to]: textIn(application, path) });

/** A line whatever quotes and indentation a formatter gave it. */
const formless = (line: string) => line.trim().replaceAll("'", '"');

/** The lines of an owner that are not the template's in another form: none of them may vanish. */
export function linesOfOwner(written: string, text: string): string[] {
  const known = new Set(written.split(/\r?\n/).map(formless));
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "" && !known.has(formless(line)));
}
