import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf, writeApiReport } from "../../scripts/runtime/api-report.ts";
import { temporaryFolder } from "../command.ts";
import { packed, ROOT, RUNTIME, writeFiles } from "./packed.ts";

const folder = temporaryFolder();
writeFiles(folder, packed);
const report = writeApiReport(folder);

test("the committed report of the public API is the one of these sources", () => {
  expect(report).toContain("export declare class AppError extends Error");
  expect(readFileSync(join(RUNTIME, "API.md"), "utf8")).toBe(report);
});

test("CHANGELOG.md names this state of the public API", () => {
  expect(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8")).toContain(`(API ${digestOf(report)})`);
});

test("another signature has another digest", () => {
  expect(digestOf(report.replace("AppError", "OtherError"))).not.toBe(digestOf(report));
});
