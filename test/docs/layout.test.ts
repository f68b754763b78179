import { expect, test } from "vitest";
import { stacksWith, textOf } from "../matrix/stacks.ts";

/** Changes of everyday work. For each the guide of the layout names the file to edit, which is the application's own. */
const EVERYDAY_CHANGES = [
  "an API route",
  "a page",
  "a colour",
  "a setting",
  "a job",
  "a task",
  "tables",
  "a mail",
  "a role",
  "a health check",
];

test("docs/layout.md says for ten everyday changes which file of the application's own to edit", () => {
  const files = stacksWith("most").at(-1)?.files ?? new Map();
  const rows = textOf(files.get("docs/layout.md"))
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const places = new Map(rows.map(([, change = "", ...cells]) => [change, cells.join(" ")]));
  expect([...places.keys()]).toEqual(expect.arrayContaining(EVERYDAY_CHANGES));
  const paths = [...places.values()].flatMap((cell) =>
    [...cell.matchAll(/`((?:app\/|docs\/|\.env)[^`]*)`/g)].map(([, path = ""]) => path),
  );
  expect(paths.length).toBeGreaterThanOrEqual(EVERYDAY_CHANGES.length);
  const known = [...files.keys()];
  expect(paths.filter((path) => !known.some((file) => file === path || file.startsWith(path)))).toEqual([]);
});
