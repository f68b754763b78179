import { expect, test } from "vitest";
import { writeFailure } from "./failure.ts";

test.each([
  ["EACCES", "folder-not-writable", 1],
  ["EROFS", "folder-not-writable", 1],
  ["ENOSPC", "disk-full", 1],
  ["ENOTDIR", "folder-not-a-folder", 1],
  ["EMFILE", "unexpected", 3],
])("%s becomes %s", (system, code, exitCode) => {
  const failure = writeFailure("/some/shop", Object.assign(new Error("no"), { code: system }));
  expect(failure).toMatchObject({ code, exitCode });
});

test("a failure that has its sentence keeps it", () => {
  const first = writeFailure("/some/shop", Object.assign(new Error("no"), { code: "EROFS" }));
  expect(writeFailure("/some/shop", first)).toBe(first);
});
