import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { stacksWith } from "../matrix/stacks.ts";
import { createWorkspace, runIn } from "../matrix/workspace.ts";
import { createDatabase, dropDatabase, SERVER } from "../postgres.ts";
import { removeApplications } from "../remove-applications.ts";

const DIALECTS = ["sqlite", "postgres"] as const;
type Dialect = (typeof DIALECTS)[number];

/** With jobs in the database and accounts, which bring tables of the runtime's own. */
const largestWith = (dialect: Dialect) =>
  stacksWith("most").findLast(({ stack }) => {
    const choices = new Map(stack.parts.map(({ name, choice }) => [name, choice]));
    return choices.get("database") === dialect && choices.get("scheduler") === "database";
  });

/** The address of an empty database for the calling test. */
function ownDatabase(dialect: Dialect, folder: string): string {
  if (dialect === "sqlite") return "file:data/pushed.db";
  const name = `matrix-${randomBytes(6).toString("hex")}`;
  createDatabase(folder, SERVER, name);
  onTestFinished(() => dropDatabase(folder, SERVER, name));
  return new URL(`/${name}`, SERVER).href;
}

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
    for (const table of ["users", "sessions", "accounts", "verifications"])
      expect(output).toContain(`${table} `);
    expect(output).not.toContain("aegis_");
  });

  test("drizzle-kit leaves the runtime's tables where they are when it pushes the schema", () => {
    const url = ownDatabase(dialect, folder);
    const ownCommand = (...words: readonly string[]) => {
      const { status, output } = runIn(folder, "node", ["app/cli/bin.js", ...words], { DATABASE_URL: url });
      expect(status, output).toBe(0);
      return output;
    };
    expect(ownCommand("db", "migrate")).toContain("aegis_scheduler_1");
    writeFileSync(
      join(folder, "push.config.ts"),
      `import config from "./drizzle.config.ts";
       export default { ...config, dbCredentials: { url: ${JSON.stringify(url.replace(/^file:/, ""))} } };`,
    );
    const { status, output } = runIn(folder, "npx", ["drizzle-kit", "push", "--config", "push.config.ts"]);
    expect(status, output).toBe(0);
    expect(output).toContain("No changes detected");
    const { tables } = JSON.parse(ownCommand("db", "status", "--json"));
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["aegis_audit_entries", "aegis_job_runs", "users"]),
    );
  });
});
