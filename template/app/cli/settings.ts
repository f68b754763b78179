import { type Command, Option } from "@aegis-stack/runtime/commands";
import {
  ALL_ROLES,
  describeSettings,
  productionFaults,
  type Role,
  type SettingsDescription,
} from "@aegis-stack/runtime/settings";
import { settings } from "#app/core/settings.ts";
import { marked, print, printJson, styled, table } from "./terminal.ts";

interface CheckOptions {
  role?: Role;
  json?: boolean;
}

export const mutates = { check: false };

export function configure(command: Command): void {
  command
    .command("check")
    .description("Show every error in the settings, and where each value comes from")
    .addOption(new Option("--role <role>", "the process to check for").choices(ALL_ROLES))
    .option("--json", "answer in JSON")
    .action(check);
}

function check({ json, role: given }: CheckOptions): void {
  const isProduction = process.env.NODE_ENV === "production";
  const role = given ?? (isProduction ? "web" : "dev");
  const described = describeSettings(settings, role);
  // In production all its processes count, unless one was named.
  const faults = isProduction && given === undefined ? productionFaults(settings) : described.faults;
  const description = { ...described, faults };
  const refused = isProduction ? [] : productionFaults(settings).filter((fault) => !faults.includes(fault));
  const valid = faults.length === 0;
  const production = {
    valid: isProduction ? valid : valid && refused.length === 0,
    faults: isProduction ? faults : refused,
  };
  if (json) printJson({ valid, role, ...description, production });
  else print(formatCheck(description, isProduction && given === undefined ? "production" : role, refused));
  process.exitCode = valid ? 0 : 1;
}

function formatCheck(
  { settings: described, faults, hints }: SettingsDescription,
  checked: string,
  refused: readonly string[],
): string {
  const rows = described.map(({ name, value, source }) => [name, value, source]);
  const lines = [
    table([["setting", "value", "from"], ...rows], (cell, column) =>
      column === 2 ? styled("dim", cell) : cell,
    ),
    "",
    ...faults.map((fault) => marked("unhealthy", fault)),
    ...hints.map((hint) => marked("warning", hint)),
  ];
  if (faults.length === 0) lines.push(marked("healthy", `Valid for ${checked}.`));
  else lines.push("", "Correct them in the environment or in .env; .env.example lists every setting.");
  if (refused.length > 0)
    lines.push("", "Production would refuse:", ...refused.map((fault) => marked("warning", fault)));
  return lines.join("\n");
}
