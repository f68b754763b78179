import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stacksWith } from "../matrix/stacks.ts";
import { createWorkspace, runIn } from "../matrix/workspace.ts";
import { removeApplications } from "../remove-applications.ts";

const DIALECTS = ["sqlite", "postgres"] as const;

/** With jobs in the database, which brings tables of its own. */
const largestWith = (dialect: string) =>
  stacksWith("most").findLast(({ stack }) => {
    const choices = new Map(stack.parts.map(({ name, choice }) => [name, choice]));
    return choices.get("database") === dialect && choices.get("scheduler") === "database";
  });

describe.each(DIALECTS)("the largest application on %s", (dialect) => {
  let folder = "";
  beforeAll(() => {
    const rendered = largestWith(dialect);
    if (rendered === undefined) throw new Error("there is no such stack");
    // Its first migration has been generated.
    folder = createWorkspace(rendered);
  });
  afterAll(() => removeApplications(folder));

  test("drizzle-kit sees every table, and finds nothing to change in a schema that has not changed", () => {
    const { status, output } = runIn(folder, "npx", ["drizzle-kit", "generate"]);
    expect(status, output).toBe(0);
    expect(output).toContain("No schema changes");
    for (const table of ["users", "sessions", "job_runs", "scheduled_jobs"])
      expect(output).toContain(`${table} `);
  });
});
