import { withoutCredentials } from "./credentials.ts";
import { nearest } from "./near.ts";
import type { Role } from "./role.ts";
import { rules } from "./rules.ts";
import { SECRET_SETTINGS, SETTING_NAMES, type Settings, settingsSchema } from "./schema.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingsCheck {
  /** One sentence a fault, each beginning with the setting's name; the value of a secret is never part of it. */
  faults: readonly string[];
  /** Names that are no setting but look like a misspelt one. */
  hints: readonly string[];
  /** The valid settings with defaults filled in: all of them when there is no fault. */
  values: Partial<Settings>;
}

/**
 * Looks at every setting, whatever is wrong with the others, so that all faults are found at once.
 *
 * @param environment names to values, as in `process.env`; an empty value counts as not set
 * @param role what the process is for; decides which rules hold
 */
export function checkSettings(environment: Environment, role: Role): SettingsCheck {
  const faults = new Map<string, string>();
  const sound: [string, unknown][] = [];
  for (const name of SETTING_NAMES) {
    const given = environment[name] || undefined;
    const result = settingsSchema.shape[name].safeParse(given);
    const reference = given === undefined ? undefined : unexpanded(given);
    if (reference !== undefined && !SECRET_SETTINGS.has(name))
      faults.set(name, `${name}: holds ${reference}, which nothing expands. Write out what it stands for.`);
    else if (result.success) sound.push([name, result.data]);
    else faults.set(name, `${name}: ${result.error.issues[0]?.message}, got ${shown(name, given)}.`);
  }
  const values = Object.fromEntries(sound) as Partial<Settings>;
  for (const { roles, setting, when, message } of rules) {
    if (roles.includes(role) && !faults.has(setting) && when(values)) {
      faults.set(setting, `${setting}: ${message}.`);
    }
  }
  return { faults: [...faults.values()], hints: misspelt(environment), values };
}

/** What a shell would have expanded; here it would name a folder of that very name. Secrets may look like that. */
function unexpanded(value: string): string | undefined {
  return /\$\{\w+[^}]*\}|^\$[A-Za-z_]\w*(?=\/|$)|^~(?=\/|$)/.exec(value)?.[0];
}

function misspelt(environment: Environment): string[] {
  const unknown = Object.keys(environment).filter((name) => !(name in settingsSchema.shape));
  return unknown.flatMap((name) => {
    const meant = nearest(name, SETTING_NAMES);
    return meant === undefined || environment[meant]
      ? []
      : [`${name} is not a setting: did you mean ${meant}?`];
  });
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return "nothing";
  if (SECRET_SETTINGS.has(name)) return `${value.length} character${value.length === 1 ? "" : "s"}`;
  // An address that does not belong here may still hold the password of where it belongs.
  const safe = withoutCredentials(value);
  return JSON.stringify(safe.length > 60 ? `${safe.slice(0, 60)}…` : safe);
}
