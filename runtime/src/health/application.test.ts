import { expect, test } from "vitest";
import { describeApplication } from "./application.ts";
import { applicationFacts } from "./report.ts";

const GIT_COMMIT = "0123456789abcdef0123456789abcdef01234567";
const identity = { name: "my-app", version: "1.2.3", environment: "test", root: "/", commit: GIT_COMMIT };

test("tells what runs, where and since when", () => {
  const now = Date.now();
  const facts = applicationFacts.parse(describeApplication(identity, now)(now + 60_000));
  expect(facts).toMatchObject({
    name: "my-app",
    version: "1.2.3",
    commit: GIT_COMMIT,
    environment: "test",
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    pid: process.pid,
  });
  const started = Date.parse(facts.startedAt);
  expect(started).toBeLessThanOrEqual(now);
  expect(facts.uptime).toBe(Math.round((now + 60_000 - started) / 1_000));
});
