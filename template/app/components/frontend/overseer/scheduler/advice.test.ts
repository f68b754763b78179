import { expect, test } from "vitest";
import { adviceOn } from "./advice.ts";
import { exampleJobs, exampleScheduler } from "./fixture.ts";

const dead = exampleScheduler({ alive: false });

test("where a scheduler lives and everything is kept, nothing needs to be told", () => {
  expect(adviceOn(exampleJobs({ schedulers: [dead, exampleScheduler()] }))).toBeUndefined();
});

// #region aegis:scheduler=database
test("where none lives, it says how to start one", () => {
  const advice = adviceOn(exampleJobs({ schedulers: [dead] }));
  expect(advice).toMatchObject({ status: "unhealthy", word: "No scheduler" });
  expect(advice?.todo).toContain("`npm run scheduler`");
});
// #endregion aegis:scheduler=database

// #region aegis:scheduler=memory
test("what is in memory is gone with the process, and not to be seen from another", () => {
  expect(adviceOn(exampleJobs({ lasting: false }))?.word).toBe("In memory");
  const elsewhere = adviceOn(exampleJobs({ lasting: false, schedulers: [], jobs: [] }));
  expect(elsewhere?.word).toBe("Not visible here");
  expect(elsewhere?.todo).toContain("SCHEDULER_IN_WEB=true");
});
// #endregion aegis:scheduler=memory
