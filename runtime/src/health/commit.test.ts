import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCommit } from "./commit.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const OTHER = "f".repeat(40);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commit-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(file: string, text: string): void {
  const path = join(folder, ".git", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test("a branch's own file", () => {
  git("HEAD", "ref: refs/heads/main\n");
  git("refs/heads/main", `${COMMIT}\n`);
  expect(readCommit(folder)).toBe(COMMIT);
});

test("a branch that git has packed", () => {
  git("HEAD", "ref: refs/heads/main\n");
  git("packed-refs", `# pack-refs with: peeled\n${OTHER} refs/heads/not-main\n${COMMIT} refs/heads/main\n`);
  expect(readCommit(folder)).toBe(COMMIT);
});

test("a commit that was checked out by itself", () => {
  git("HEAD", `${COMMIT}\n`);
  expect(readCommit(folder)).toBe(COMMIT);
});

test("no repository, no commit yet, or something else: null", () => {
  expect(readCommit(folder)).toBeNull();
  git("HEAD", "ref: refs/heads/main\n");
  expect(readCommit(folder)).toBeNull();
  git("refs/heads/main", "<<<<<<< not a hash\n");
  expect(readCommit(folder)).toBeNull();
});
