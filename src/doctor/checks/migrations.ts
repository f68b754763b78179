import { AegisError } from "../../errors.ts";
import { runScript } from "../../project/package-manager.ts";
import { isRecord } from "../../record.ts";
import { type Application, isInstalled } from "../application.ts";
import { type Finding, findings, someOf } from "../finding.ts";
import { askApplication } from "../probe/own-command.ts";

const { ok, problem } = findings("migrations");
const limit = 30_000;

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** Whether the database has every migration, as the application itself sees it. */
export async function checkMigrations({
  folder,
  memory,
  manager,
  runsApplication,
}: Application): Promise<Finding[]> {
  const hasDatabase =
    !(memory instanceof AegisError) && memory.stack.parts.some(({ name }) => name === "database");
  if (!hasDatabase || !runsApplication || !isInstalled(folder)) return [];
  const response = await askApplication(["db", "status"], { folder, limit });
  const migrations = isRecord(response) ? response.migrations : null;
  if (!isRecord(migrations)) {
    const error = isRecord(response) && isRecord(response.error) ? response.error : {};
    // The check of the settings has told it.
    if (error.code === "settings.invalid") return [];
    const what = typeof error.message === "string" ? error.message : "The database could not be looked at.";
    return [
      problem(
        what,
        typeof error.hint === "string" ? error.hint : 'Run "node app/cli/bin.js db status" to see why.',
      ),
    ];
  }
  const migrate = "Run: node app/cli/bin.js db migrate";
  const [pending, changed] = [namesIn(migrations.pending), namesIn(migrations.changed)];
  const found: Finding[] = [];
  if (migrations.ungenerated === true) {
    const hint = `Run "${runScript(manager, "db:generate")}", read what it wrote, and commit it.`;
    found.push(problem("There are tables and no migrations.", hint));
  }
  if (pending.length > 0) found.push(problem(`Not applied yet: ${someOf(pending)}.`, migrate));
  if (changed.length > 0) {
    found.push(
      problem(
        `Edited after they were applied: ${someOf(changed)}.`,
        "Take them back with git, and write a new one.",
      ),
    );
  }
  return found.length > 0 ? found : [ok("Every migration is applied.")];
}
