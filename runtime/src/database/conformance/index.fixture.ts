import { describe } from "vitest";
import { workAfterCommits } from "./after-commit.fixture.ts";
import { engineTables } from "./engine-tables.fixture.ts";
import { transactions } from "./transactions.fixture.ts";
import type { Trial } from "./trial.fixture.ts";
import { theWhole } from "./whole.fixture.ts";

/** Registers the tests that every engine has to pass. */
export function conformance<Db extends object>(name: string, trial: Trial<Db>): void {
  describe(name, () => {
    describe("transactions", () => transactions(trial));
    describe("work after a commit", () => workAfterCommits(trial));
    describe("engine tables", () => engineTables(trial));
    describe("as a whole", () => theWhole(trial));
  });
}
