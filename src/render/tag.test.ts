import { expect, test } from "vitest";
import { readLine } from "./tag.ts";

test.each([
  ["await app.register(jobs); // aegis:worker", "await app.register(jobs);"],
  ["  - redis # aegis:worker", "  - redis"],
  ["color: red; /* aegis:worker */", "color: red;"],
  ["<Jobs /> {/* aegis:worker */}", "<Jobs />"],
  ["| jobs | here | <!-- aegis:worker -->", "| jobs | here |"],
  ["## Worker <!-- aegis:worker -->", "## Worker"],
  ['const url = "http://x"; // why // aegis:worker', 'const url = "http://x"; // why'],
])("a tagged line: %s", (line, text) => {
  expect(readLine(line)).toEqual({ kind: "tagged", condition: "worker", text });
});

test.each([
  ['  // export * from "./columns.postgres.ts"; // aegis:worker', '  export * from "./columns.postgres.ts";'],
  ["  # image: postgres:18 # aegis:worker", "  image: postgres:18"],
  ["/* color: blue; */ /* aegis:worker */", "color: blue;"],
  ["  {/* <Jobs /> */} {/* aegis:worker */}", "  <Jobs />"],
  ["<!-- Jobs run here. --> <!-- aegis:worker -->", "Jobs run here."],
])("an alternative comes out of its comment: %s", (line, text) => {
  expect(readLine(line)).toEqual({ kind: "tagged", condition: "worker", text });
});

test.each([
  "// aegis:a&!b",
  "  # aegis:a&!b",
  "<!-- aegis:a&!b -->",
  "/* aegis:a&!b */",
  "{/* aegis:a&!b */}",
])("a tag alone: %s", (line) => {
  expect(readLine(line)).toEqual({ kind: "next", condition: "a&!b" });
});

test.each([
  "// #region aegis:a=b",
  "# #region aegis:a=b",
  "<!-- #region aegis:a=b -->",
  "/* #region aegis:a=b */",
  "  {/* #region aegis:a=b */}",
])("a region: %s", (line) => {
  expect(readLine(line)).toEqual({ kind: "open", condition: "a=b" });
  const bound = (word: string) => readLine(line.replace("region aegis:a=b", word));
  expect(bound("endregion")).toEqual({ kind: "close" });
  expect(bound("else")).toMatchObject({ kind: "else" });
});

test.each([
  "const a = 1;",
  "// #region of the owner",
  "// #else of the owner",
  "see aegis:worker",
  'url: "https://aegis:8000/"',
  "",
])("a plain line: %j", (text) => {
  expect(readLine(text)).toEqual({ kind: "plain", text });
});
