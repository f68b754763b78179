import { Option } from "commander";
import {
  ALL_ROLES,
  describeSettings,
  productionFaults,
  type Role,
  type SettingsDescription,
} from "../../settings/index.ts";
import { formatStatus, formatTable, print, printJson, styled } from "../../terminal/index.ts";
import type { CommandModule } from "../command.ts";

interface CheckOptions {
  readonly role?: Role;
  readonly json?: boolean;
}

/** `settings check`: shows every error in the settings. */
export const createSettingsCommand = (settings: object): CommandModule => ({
  mutates: { check: false },
  configure(command) {
    command
      .command("check")
      .description("Show every error in the settings, and where each value comes from")
      .addOption(new Option("--role <role>", "the process to check for").choices(ALL_ROLES))
      .option("--json", "answer in JSON")
      .action((options: CheckOptions) => check(settings, options));
  },
});

function check(settings: object, { json, role: given }: CheckOptions): void {
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
    formatTable([["setting", "value", "from"], ...rows], (cell, column) =>
      column === 2 ? styled("dim", cell) : cell,
    ),
    "",
    ...faults.map((fault) => formatStatus("unhealthy", fault)),
    ...hints.map((hint) => formatStatus("warning", hint)),
  ];
  if (faults.length === 0) lines.push(formatStatus("healthy", `Valid for ${checked}.`));
  else lines.push("", "Correct them in the environment or in .env; .env.example lists every setting.");
  if (refused.length > 0)
    lines.push("", "Production would refuse:", ...refused.map((fault) => formatStatus("warning", fault)));
  return lines.join("\n");
}
