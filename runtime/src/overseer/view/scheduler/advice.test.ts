import { expect, test } from "vitest";
import { adviceOn } from "./advice.ts";
import { exampleJobs, exampleScheduler } from "./jobs.fixture.ts";

const NPM = { script: "npm run" };
const dead = exampleScheduler({ alive: false });

test("where a scheduler lives and everything is kept, nothing needs to be told", () => {
  expect(adviceOn(exampleJobs({ schedulers: [dead, exampleScheduler()] }), NPM)).toBeUndefined();
});

test("where none lives, it says how to start one", () => {
  const advice = adviceOn(exampleJobs({ schedulers: [dead] }), { script: "pnpm run" });
  expect(advice).toMatchObject({ status: "unhealthy", word: "No scheduler" });
  expect(advice?.hint).toContain("`pnpm run scheduler`");
});

test("what is in memory is gone with the process, and not to be seen from another", () => {
  expect(adviceOn(exampleJobs({ lasting: false }), NPM)?.word).toBe("In memory");
  const elsewhere = adviceOn(exampleJobs({ lasting: false, schedulers: [], jobs: [] }), NPM);
  expect(elsewhere?.word).toBe("Not visible here");
  expect(elsewhere?.hint).toContain("SCHEDULER_IN_WEB=true");
});
