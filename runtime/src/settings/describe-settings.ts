import { getGivenText, type SettingsCheck } from "./check.ts";
import { withoutCredentials } from "./credentials.ts";
import { checkSettings, getShape, getSource } from "./define-settings.ts";
import type { SettingsSource } from "./environment-file.ts";
import { ALL_ROLES, type Role } from "./role.ts";

/** One setting as an operator may see it. */
export interface SettingDescription {
  readonly name: string;
  /** The value, `set (hidden)` or `not set`. */
  readonly value: string;
  readonly source: "default" | ".env" | "environment";
  readonly secret: boolean;
}

/** All settings as an operator may see them, and what is wrong with them. */
export interface SettingsDescription extends Pick<SettingsCheck, "faults" | "hints"> {
  readonly settings: readonly SettingDescription[];
}

/**
 * What a process of this role would run with, and where each value comes from. Never throws: faults are part of the answer.
 *
 * @param source to describe instead of the environment of the process and `.env`
 */
export function describeSettings(
  settings: object,
  role: Role,
  source: SettingsSource = getSource(settings),
): SettingsDescription {
  const { environment, file } = source;
  const { faults, hints, values } = checkSettings(settings, role, environment);
  const described = Object.entries(getShape(settings)).map(([name, { definition }]) => {
    const { isSecret, formerName } = definition;
    const given = getGivenText(name, definition, environment);
    const isFromFile = file.names.has(name) || (formerName !== undefined && file.names.has(formerName));
    return {
      name,
      value: describeValue(given ?? values[name], isSecret),
      source: given === undefined ? "default" : isFromFile ? ".env" : "environment",
      secret: isSecret,
    } as const;
  });
  return { settings: described, faults: [...file.faults, ...faults], hints };
}

function describeValue(value: unknown, isSecret: boolean): string {
  const text = value === undefined ? "" : String(value);
  if (text === "") return "not set";
  return isSecret ? "set (hidden)" : withoutCredentials(text);
}

/** Processes that run in production, each with rules of its own. */
const PRODUCTION_ROLES = ALL_ROLES.filter((role) => role !== "dev" && role !== "cli");

/**
 * All that production would refuse of these settings, whatever NODE_ENV is now; each fault once.
 *
 * @param source to check instead of the environment of the process and `.env`
 */
export function productionFaults(
  settings: object,
  source: SettingsSource = getSource(settings),
): readonly string[] {
  const production = { ...source.environment, NODE_ENV: "production" };
  const faults = PRODUCTION_ROLES.flatMap((role) => checkSettings(settings, role, production).faults);
  return [...source.file.faults, ...new Set(faults)];
}
