import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findVersion } from "./find-version.ts";

test("the version is that of the application's own package.json, not of one in between", () => {
  const root = mkdtempSync(join(tmpdir(), "ai-version-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const data = join(root, "packages/data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(root, "package.json"), '{ "name": "shop", "version": "3.1.4" }');
  writeFileSync(join(root, "packages/package.json"), "no JSON");
  writeFileSync(join(data, "package.json"), '{ "name": "other", "version": "9.9.9" }');
  expect(findVersion("shop", data)).toBe("3.1.4");
  expect(findVersion("other", data)).toBe("9.9.9");
  expect(findVersion("missing", data)).toBe("0.0.0");
});
