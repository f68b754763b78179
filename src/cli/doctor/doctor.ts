import type { Application } from "../../doctor/application.ts";
import { settingsOf } from "../../doctor/application.ts";
import { diagnose } from "../../doctor/diagnose.ts";
import type { Finding, FindingStatus } from "../../doctor/finding.ts";
import { asAegisError, exitCodes } from "../../errors.ts";
import { findProject } from "../../evolve/project.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import { editsOf } from "../evolve/edits.ts";
import { openMemory } from "../evolve/memory.ts";

const statusLabels: Record<FindingStatus, string> = {
  ok: colours.green("✔ ok     "),
  info: colours.cyan("ℹ info   "),
  warning: colours.yellow("▲ warning"),
  problem: colours.red("✖ problem"),
};
const indent = " ".repeat("✔ ok      ".length + "package-manager  ".length);

function lines({ check, status, message, hint }: Finding): string[] {
  const first = `${statusLabels[status]} ${check.padEnd("package-manager".length)}  ${message}`;
  return hint === undefined || status === "ok" ? [first] : [first, colours.dim(`${indent}${hint}`)];
}

function applicationAround(place: string, runsApplication: boolean): Application {
  const folder = findProject(place);
  const settings = settingsOf(folder);
  try {
    const { project, stack } = openMemory(folder);
    return {
      folder,
      memory: { project, stack, edits: editsOf(project) },
      manager: project.state.packageManager,
      settings,
      runsApplication,
    };
  } catch (error) {
    return { folder, memory: asAegisError(error), manager: "npm", settings, runsApplication };
  }
}

function verdict(problems: number, warnings: number): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (problems > 0) return `${count(problems, "problem")}, ${count(warnings, "warning")}.`;
  return warnings > 0 ? `Nothing is wrong; ${count(warnings, "warning")}.` : "Nothing is wrong.";
}

/** Tells what is well and what is not, and ends with 1 when something is wrong. */
export async function doctor(terminal: Terminal, flags: { readonly run: boolean }): Promise<void> {
  const application = applicationAround(process.cwd(), flags.run);
  const found = await diagnose(application);
  const numberOf = (status: FindingStatus) => found.filter((finding) => finding.status === status).length;
  const problems = numberOf("problem");
  process.exitCode = problems === 0 ? exitCodes.done : exitCodes.mistake;
  terminal.printResult({ folder: application.folder, ok: problems === 0, findings: found });
  if (terminal.asJson) return;
  for (const finding of found) for (const line of lines(finding)) terminal.say(line);
  terminal.say();
  terminal.say(verdict(problems, numberOf("warning")));
}
