import { expect, test, vi } from "vitest";
import type { CapabilityRunner } from "./capability.ts";
import { createMissingRunnersReport } from "./missing-runners.ts";

const runner = (role: CapabilityRunner["role"], isAlive: CapabilityRunner["isAlive"]): CapabilityRunner => ({
  role,
  consequence: "nothing is cooked",
  isAlive,
});

/** The part with a log and a clock of its own. */
function watching(...runners: CapabilityRunner[]) {
  const lines: [level: string, role: string, message: string][] = [];
  const line = (level: string) => (facts: object, message?: string) =>
    void lines.push([level, "role" in facts ? String(facts.role) : "", message ?? ""]);
  let due = () => {};
  const cancel = vi.fn();
  const part = createMissingRunnersReport({
    runners,
    log: { info: line("info"), warn: line("warn") },
    setTimer: (_milliseconds, callback) => {
      due = callback;
      return cancel;
    },
  });
  return { part, lines, cancel, pass: () => due() };
}

test("what does not run is named at once, and warned of when it has not appeared", async () => {
  let worksLater = false;
  const { part, lines, pass } = watching(
    runner("worker", async () => worksLater),
    runner("scheduler", async () => false),
    runner("scheduler", async () => true),
  );
  await part.start?.();
  await expect
    .poll(() => lines.map(([level, name]) => [level, name]))
    .toEqual([
      ["info", "worker"],
      ["info", "scheduler"],
    ]);
  worksLater = true;
  pass();
  await expect
    .poll(() => lines.slice(2).map(([level, name]) => [level, name]))
    .toEqual([["warn", "scheduler"]]);
  expect(lines.at(-1)?.[2]).toMatch(
    /^No scheduler is running, so nothing is cooked\. .*`npm run scheduler`.*SINGLE_PROCESS=true/,
  );
});

test("a server that does not respond is not taken for a missing process, and the watch ends with the process", async () => {
  const { part, lines, cancel, pass } = watching(
    runner("worker", () => Promise.reject(new Error("away"))),
    runner("scheduler", async () => false),
  );
  await part.start?.();
  pass();
  await expect.poll(() => lines.length).toBe(2);
  expect(lines.map(([, name]) => name)).toEqual(["scheduler", "scheduler"]);
  await part.stop?.(new AbortController().signal);
  expect(cancel).toHaveBeenCalledOnce();
});
