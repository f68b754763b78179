import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PostgresQueueBackend, RedisQueueBackend } from "bullmq";
import { expect, test } from "vitest";
import { PROVEN_BULLMQ_VERSION } from "./bullmq-patches.ts";

/** The version in the package's manifest, which its exports do not name. */
function readInstalledVersion(): string {
  const main = createRequire(import.meta.url).resolve("bullmq");
  const folder = join("node_modules", "bullmq");
  const manifest = join(main.slice(0, main.lastIndexOf(folder)), folder, "package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}

test("the patched internals are those of the version that they were proven on", () => {
  expect(readInstalledVersion()).toBe(PROVEN_BULLMQ_VERSION);
  const patched = [
    "moveStalledJobsToWait",
    "moveJobFromActiveToWait",
    "waitForJob",
    "moveToActive",
    "extendLocks",
    "getJobData",
    "changePriority",
  ];
  for (const { prototype } of [PostgresQueueBackend, RedisQueueBackend]) {
    for (const name of patched) expect(prototype, name).toHaveProperty(name, expect.any(Function));
    expect(Object.getOwnPropertyNames(prototype)).toContain("maximumBlockTimeout");
  }
  expect(RedisQueueBackend.prototype).toHaveProperty("execCommand", expect.any(Function));
});
