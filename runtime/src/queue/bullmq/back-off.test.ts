import type { IQueueBackend } from "bullmq";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { AppError } from "../../errors/index.ts";
import { createOutageLog } from "../../log/index.ts";
import { backOff, delayAfter } from "./back-off.ts";

const refusal = new AppError({
  code: "redis.forbidden",
  category: "unavailable",
  message: "It is forbidden.",
  hint: "",
});

function trial() {
  const lines: { msg: string; code?: string }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let refuses = true;
  let calls = 0;
  const respond = async () => {
    calls += 1;
    if (refuses) throw new Error("NOPERM");
    return [];
  };
  const backend = {
    waitForJob: respond,
    moveToActive: respond,
    moveStalledJobsToWait: respond,
    extendLocks: respond,
  } as unknown as IQueueBackend;
  const outages = createOutageLog({ log, name: "Redis", place: "here" });
  const guarded = backOff(backend, "test", { outages, explain: () => refusal }, () => {});
  return {
    ...guarded,
    lines,
    calls: () => calls,
    permit() {
      refuses = false;
    },
  };
}

test("each failure in a row pauses twice as long, up to ten seconds", () => {
  expect([1, 2, 3, 4, 5, 6, 500].map(delayAfter)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test("no pause outlasts the end of the worker, and the log reports a refusal once", async () => {
  const { backend, stop, lines, calls } = trial();
  const polls = (async () => {
    for (let poll = 0; poll < 1_000; poll++) await backend.moveToActive("token").catch(() => {});
  })();
  await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 60_000, interval: 1 });
  expect(calls()).toBe(1);
  stop();
  await polls;
  expect(calls()).toBe(1_000);
  expect(lines).toMatchObject([{ code: "redis.forbidden" }]);
});

test("the outage is over when each operation that failed works again", async () => {
  const { backend, stop, lines, permit } = trial();
  const failed = [backend.moveToActive("token"), backend.moveStalledJobsToWait()].map((work) =>
    work.catch(() => {}),
  );
  await failed[1];
  permit();
  await backend.moveStalledJobsToWait();
  expect(lines).toHaveLength(1);
  await backend.moveToActive("token");
  expect(lines).toMatchObject([{ code: "redis.forbidden" }, { msg: "Redis is back", failures: 2 }]);
  stop();
  await failed[0];
});
