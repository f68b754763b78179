import { expect, test } from "vitest";
import { concerning, parseChangelog, renamedSettings } from "./changelog.ts";

const releases = parseChangelog(`# Changelog

Newest first.

## 0.10.0 (2026-11-02)

- \`worker[redis]\` and \`cache\`: faster, and its setting \`QUEUE\` is now
  \`QUEUE_URL\`.
- \`npx aegis add\` says more.

## 0.9.1

- \`auth\` only.

## 0.9.0

- First.
`);

test("entries of several lines are one", () => {
  expect(releases.map(({ version, entries }) => [version, entries.length])).toEqual([
    ["0.10.0", 2],
    ["0.9.1", 1],
    ["0.9.0", 1],
  ]);
  expect(releases[0]?.entries[0]).toMatch(/is now `QUEUE_URL`\.$/);
});

test("what concerns a stack: later versions, entries that name no part or one of its own", () => {
  const names = ["worker", "cache", "auth"];
  const listEntries = (from: string, has: string[]) =>
    concerning(releases, { from, has, names }).map(({ version, entries }) => [version, entries.length]);
  expect(listEntries("0.9.0", ["cache"])).toEqual([["0.10.0", 2]]);
  expect(listEntries("0.9.0", ["auth"])).toEqual([
    ["0.10.0", 1],
    ["0.9.1", 1],
  ]);
  expect(listEntries("0.10.0", ["auth"])).toEqual([]);
});

test("settings with another name are found", () => {
  expect(renamedSettings(releases)).toEqual([{ from: "QUEUE", to: "QUEUE_URL" }]);
});
