import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Rendered, stacks, stacksWith, textOf } from "./stacks.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The sources of the repository: neither what is installed nor what is built. */
const tracked = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)));

const countLines = (text: string): number => text.split("\n").length - 1;

const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith(".d.ts");

/** Tests are an owner's too, but nothing that has to be read to understand the application. */
const isTest = (path: string): boolean => /\.test\.tsx?$|^tests\/|^migrations\//.test(path);

/** The files of TypeScript that an owner reads, with their lines. */
function owned({ files }: Rendered): number[] {
  const paths = [...files.keys()].filter((path) => isTypeScript(path) && !isTest(path));
  return paths.map((path) => countLines(textOf(files.get(path))));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const withoutAi = stacks.filter(({ stack }) => stack.parts.every(({ name }) => name !== "ai"));
const largest = stacksWith("most", withoutAi).at(-1);

test.each([
  { name: "plain", rendered: stacksWith("fewest")[0], files: 40, lines: 850 },
  { name: "largest", rendered: largest, files: 130, lines: 4_200 },
])("an owner of the $name application reads at most $files files and $lines lines", (goal) => {
  if (goal.rendered === undefined) throw new Error("the catalog allows no stack");
  const found = owned(goal.rendered);
  expect(found.length).toBeGreaterThan(20);
  expect(found.length).toBeLessThanOrEqual(goal.files);
  expect(sum(found)).toBeLessThanOrEqual(goal.lines);
});

const hasDocuments = ({ stack }: Rendered): boolean => stack.parts.some(({ flags }) => flags.includes("rag"));

test.each([
  { name: "ai", withDocuments: false, lines: 450 },
  { name: "ai with documents", withDocuments: true, lines: 600 },
])("the files of the service $name hold at most $lines lines", ({ withDocuments, lines }) => {
  const more = stacksWith("most").findLast((rendered) => hasDocuments(rendered) === withDocuments);
  if (largest === undefined || more === undefined) throw new Error("the catalog allows no stack");
  const files = new Map([...more.files].filter(([path]) => !largest.files.has(path)));
  const added = sum(owned({ ...more, files }));
  expect(added).toBeGreaterThan(300);
  expect(added).toBeLessThanOrEqual(lines);
});

test("the application's own files hold at most 250 tagged lines", () => {
  const own = tracked.filter((path) => /^template\/(?!proofs\/|make\/)/.test(path));
  const tags = own.map((path) => readFileSync(join(ROOT, path), "utf8").split("aegis:").length - 1);
  expect(sum(tags)).toBeGreaterThan(100);
  expect(sum(tags)).toBeLessThanOrEqual(250);
});

test("no file of TypeScript has more than 300 lines", () => {
  const long = tracked.filter(
    (path) => isTypeScript(path) && countLines(readFileSync(join(ROOT, path), "utf8")) > 300,
  );
  expect(long).toEqual([]);
});

test("no folder is more than four deep below the one of all sources", () => {
  const deep = tracked.filter((path) => {
    const [, below = ""] = /^(?:src|runtime\/src|template\/app)\/(.*)$/.exec(path) ?? [];
    return below.split("/").length - 1 > 4;
  });
  expect(deep).toEqual([]);
});
