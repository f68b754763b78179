import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { kindOfFolder, readFound } from "./folder.ts";

const folder = mkdtempSync(join(tmpdir(), "aegis-folder-"));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "empty"));
mkdirSync(join(folder, "app"));
writeFileSync(join(folder, "app/a.ts"), "a");
symlinkSync("app", join(folder, "link"));
symlinkSync("/etc/hostname", join(folder, "outside"));

test.each([
  ["nothing", "absent"],
  ["nothing/below", "absent"],
  ["empty", "empty"],
  ["app", "not-empty"],
  ["app/a.ts", "file"],
  ["link", "link"],
])("%s is %s", (path, kind) => {
  expect(kindOfFolder(join(folder, path))).toBe(kind);
});

test("a file is read", () => {
  expect(readFound(folder, "app/a.ts")).toEqual({ content: "a", executable: false });
});

test("nothing is read or written through a link, a folder or a file", () => {
  for (const path of ["outside", "link/a.ts", "app", "app/a.ts/b.ts"])
    expect(readFound(folder, path)).toBe("blocked");
  expect(readFound(folder, "new/deep.ts")).toBe("absent");
});
