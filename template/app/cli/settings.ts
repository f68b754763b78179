import { type Command, Option } from "commander";
import { describeSettings, type SettingsDescription } from "#app/core/settings/describe.ts";
import { ROLES, type Role } from "#app/core/settings/role.ts";
import { marked, print, printJson, styled, table } from "./terminal.ts";

interface CheckOptions {
  role?: Role;
  json?: boolean;
}

export function configure(command: Command): void {
  command
    .command("check")
    .description("Tell every fault in the settings, and where each value comes from")
    .addOption(new Option("--role <role>", "the process to check for").choices(ROLES))
    .option("--json", "answer in JSON")
    .action(check);
}

function check({ json, role = process.env.NODE_ENV === "production" ? "web" : "dev" }: CheckOptions): void {
  const description = describeSettings(role);
  const valid = description.faults.length === 0;
  if (json) printJson({ valid, role, ...description });
  else print(written(description, role));
  process.exitCode = valid ? 0 : 1;
}

function written({ settings, faults, hints }: SettingsDescription, role: Role): string {
  const rows = settings.map(({ name, value, source }) => [name, value, source]);
  const lines = [
    table([["setting", "value", "from"], ...rows], (cell, column) =>
      column === 2 ? styled("dim", cell) : cell,
    ),
    "",
    ...faults.map((fault) => marked("unhealthy", fault)),
    ...hints.map((hint) => marked("warning", hint)),
  ];
  if (faults.length === 0) lines.push(marked("healthy", `Valid for ${role}.`));
  else lines.push("", "Correct them in the environment or in .env; .env.example lists every setting.");
  return lines.join("\n");
}
