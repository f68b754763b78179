import { expect, test, vi } from "vitest";
import { missingRoles, type OtherRole } from "./missing-roles.ts";

const role = (name: string, isAlive: OtherRole["isAlive"]): OtherRole => ({
  name,
  consequence: "nothing is cooked",
  command: `npm run ${name}`,
  isAlive,
});

/** The part with a log and a clock of its own. */
function watching(...roles: OtherRole[]) {
  const lines: [level: string, role: string, message: string][] = [];
  const line = (level: string) => (facts: object, message?: string) =>
    void lines.push([level, "role" in facts ? String(facts.role) : "", message ?? ""]);
  let due = () => {};
  const cancel = vi.fn();
  const part = missingRoles({
    roles,
    log: { info: line("info"), warn: line("warn") },
    later: (work) => {
      due = work;
      return cancel;
    },
  });
  return { part, lines, cancel, pass: () => due() };
}

test("what does not run is named at once, and warned of when it has not appeared", async () => {
  let cooks = false;
  const { part, lines, pass } = watching(
    role("cook", async () => cooks),
    role("waiter", async () => false),
    role("host", async () => true),
  );
  await part.start?.();
  await expect
    .poll(() => lines.map(([level, name]) => [level, name]))
    .toEqual([
      ["info", "cook"],
      ["info", "waiter"],
    ]);
  cooks = true;
  pass();
  await expect.poll(() => lines.slice(2).map(([level, name]) => [level, name])).toEqual([["warn", "waiter"]]);
  expect(lines.at(-1)?.[2]).toMatch(
    /^No waiter is running, so nothing is cooked\. .*`npm run waiter`.*SINGLE_PROCESS=true/,
  );
});

test("a server that does not respond is not taken for a missing process, and the watch ends with the process", async () => {
  const { part, lines, cancel, pass } = watching(
    role("cook", () => Promise.reject(new Error("away"))),
    role("waiter", async () => false),
  );
  await part.start?.();
  pass();
  await expect.poll(() => lines.length).toBe(2);
  expect(lines.map(([, name]) => name)).toEqual(["waiter", "waiter"]);
  await part.stop?.(new AbortController().signal);
  expect(cancel).toHaveBeenCalledOnce();
});
