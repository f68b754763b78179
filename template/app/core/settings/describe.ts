import { checkSettings, type Environment } from "./check.ts";
import { withoutCredentials } from "./credentials.ts";
import type { EnvironmentFile } from "./environment-file.ts";
import { ROLES, type Role } from "./role.ts";
import { SECRET_SETTINGS, SETTING_NAMES, type SettingName } from "./schema.ts";
import { environmentFile } from "./source.ts";

export interface SettingDescription {
  name: SettingName;
  /** What a person may see of it: the value, `set (hidden)` or `not set`. */
  value: string;
  source: "default" | ".env" | "environment";
  secret: boolean;
}

export interface SettingsDescription {
  settings: readonly SettingDescription[];
  /** One sentence a fault; empty when a process of this role would start. */
  faults: readonly string[];
  /** Names that are no setting but look like a misspelt one. */
  hints: readonly string[];
}

/** What this process would run with, and where each value comes from. Never throws: faults are part of the answer. */
export function describeSettings(
  role: Role,
  environment: Environment = process.env,
  file: EnvironmentFile = environmentFile,
): SettingsDescription {
  const { faults, hints, values } = checkSettings(environment, role);
  const settings = SETTING_NAMES.map((name) => {
    const given = environment[name];
    return {
      name,
      value: shown(name, given || values[name]),
      source: !given ? "default" : file.names.has(name) ? ".env" : "environment",
      secret: SECRET_SETTINGS.has(name),
    } as const;
  });
  return { settings, faults: [...file.faults, ...faults], hints };
}

function shown(name: SettingName, value: unknown): string {
  const text = value === undefined ? "" : String(value);
  if (text === "") return "not set";
  return SECRET_SETTINGS.has(name) ? "set (hidden)" : withoutCredentials(text);
}

/** Processes that run in production, each with rules of its own. */
const PRODUCTION_ROLES = ROLES.filter((role) => role !== "dev" && role !== "cli");

/** All that production would refuse of these settings, whatever NODE_ENV is now; each fault once. */
export function productionFaults(
  environment: Environment = process.env,
  file: EnvironmentFile = environmentFile,
): readonly string[] {
  const production = { ...environment, NODE_ENV: "production" };
  const faults = PRODUCTION_ROLES.flatMap((role) => checkSettings(production, role).faults);
  return [...file.faults, ...new Set(faults)];
}
