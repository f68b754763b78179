import { findClosestName } from "./closest-name.ts";
import { withoutCredentials } from "./credentials.ts";
import type { Role } from "./role.ts";
import { isProduction, type SettingContext, type SettingDefinition, type SettingsShape } from "./setting.ts";

/** Names to values, as in `process.env`. An empty value counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with settings, and their values. */
export interface SettingsCheck {
  /** One sentence per fault, each beginning with the name of the setting; the value of a secret is never part of it. */
  readonly faults: readonly string[];
  /** One sentence per name that looks like a misspelt setting, or that a setting no longer has. */
  readonly hints: readonly string[];
  /** The valid settings with defaults filled in: all of them when there is no fault. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Checks every setting, also when others have faults, so that all faults are found at once. */
export function checkShape(
  shape: SettingsShape,
  environment: Environment,
  role: Role,
  context: SettingContext,
): SettingsCheck {
  const faults = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const definitions = Object.entries(shape).map(([name, { definition }]) => ({ name, definition }));
  for (const { name, definition } of definitions) {
    const fault = readSetting(name, definition, environment, context, values);
    if (fault !== undefined) faults.set(name, `${name}: ${fault}.`);
  }
  for (const { name, definition } of definitions) {
    if (faults.has(name)) continue;
    const isGiven = getGivenText(name, definition, environment) !== undefined;
    const read = { value: values[name], isGiven, all: values, context };
    const broken = definition.rules.find((rule) => rule.in.includes(role) && rule.isBroken(read));
    if (broken) faults.set(name, `${name}: ${broken.message}.`);
    else if (definition.isSecret && role === "web" && isProduction(values) && isPlaceholder(values[name]))
      faults.set(name, `${name}: ${PLACEHOLDER_FAULT}.`);
  }
  return { faults: [...faults.values()], hints: findHints(shape, environment), values };
}

/** The text that a setting is given as, under its name or its former name. */
export function getGivenText(
  name: string,
  { formerName }: SettingDefinition<unknown>,
  environment: Environment,
): string | undefined {
  return environment[name] || (formerName !== undefined && environment[formerName]) || undefined;
}

/** Adds a valid value to `values`. @returns what is wrong with it otherwise */
function readSetting(
  name: string,
  definition: SettingDefinition<unknown>,
  environment: Environment,
  context: SettingContext,
  values: Record<string, unknown>,
): string | undefined {
  const { must, isSecret, isOptional, formerName } = definition;
  if (formerName !== undefined && environment[name] && environment[formerName])
    return `is set under its former name ${formerName} too; remove ${formerName}`;
  const given = getGivenText(name, definition, environment);
  if (given === undefined && isOptional) {
    values[name] = definition.getDefault?.(context);
    return undefined;
  }
  const reference = given === undefined || isSecret ? undefined : findReference(given);
  if (reference !== undefined)
    return `holds ${reference}, which nothing expands. Write out what it stands for`;
  const value = given === undefined ? undefined : definition.parse(given);
  if (value === undefined) {
    const phrase = typeof must === "string" ? must : must(given ?? "");
    return `${phrase}, got ${describeGiven(given, isSecret)}`;
  }
  values[name] = value;
  return undefined;
}

/** What a shell would have expanded; here it would name a folder of that very name. Secrets may look like that. */
function findReference(value: string): string | undefined {
  return /\$\{\w+[^}]*\}|^\$[A-Za-z_]\w*(?=\/|$)|^~(?=\/|$)/.exec(value)?.[0];
}

function describeGiven(value: string | undefined, isSecret: boolean): string {
  if (value === undefined) return "nothing";
  if (isSecret) return `${value.length} character${value.length === 1 ? "" : "s"}`;
  // An address that does not belong here may still hold the password of where it belongs.
  const safe = withoutCredentials(value);
  return JSON.stringify(safe.length > 60 ? `${safe.slice(0, 60)}…` : safe);
}

function findHints(shape: SettingsShape, environment: Environment): string[] {
  const names = Object.keys(shape);
  const renamed = new Map<string, string>();
  for (const [name, { definition }] of Object.entries(shape))
    if (definition.formerName !== undefined) renamed.set(definition.formerName, name);
  return Object.keys(environment).flatMap((given) => {
    if (Object.hasOwn(shape, given)) return [];
    const newName = renamed.get(given);
    if (newName !== undefined && environment[given])
      return [`${given} is the former name of ${newName}: rename it.`];
    const meant = findClosestName(given, names);
    return meant === undefined || environment[meant]
      ? []
      : [`${given} is not a setting: did you mean ${meant}?`];
  });
}

const PLACEHOLDER_FAULT =
  "is still a placeholder, and production must not run with one; `openssl rand -hex 24` makes a value";

const PLACEHOLDER_PATTERN =
  /change.?me|change.?this|replace.?me|example|placeholder|your.?(secret|password|token|key)|^<.*>$/i;

/** Whether a value was copied from an example rather than chosen: said so in words, or one character over and over. */
function isPlaceholder(value: unknown): boolean {
  return typeof value === "string" && (PLACEHOLDER_PATTERN.test(value) || /^(.)\1*$/.test(value));
}
