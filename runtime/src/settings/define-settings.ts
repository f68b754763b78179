import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AppError } from "../errors/index.ts";
import { checkShape, type Environment, type SettingsCheck } from "./check.ts";
import { NO_ENVIRONMENT_FILE, readSource, type SettingsSource } from "./environment-file.ts";
import type { Role } from "./role.ts";
import type { SettingContext, SettingsShape, Values } from "./setting.ts";

/** What is known of settings besides their values. */
interface SettingsState {
  readonly shape: SettingsShape;
  readonly context: SettingContext;
  /** Set by the first read. */
  source?: SettingsSource;
  values?: Readonly<Record<string, unknown>>;
  role: Role;
}

const states = new WeakMap<object, SettingsState>();

/**
 * Some settings are not valid. The code is `settings.invalid`; `details` lists every fault by name, and the value of a
 * secret is never part of it.
 */
export class SettingsError extends AppError {
  readonly #settings: object;

  constructor(settings: object, faults: readonly string[], hints: readonly string[]) {
    super({
      code: "settings.invalid",
      category: "invalid",
      message: `${faults.length === 1 ? "A setting is" : `${faults.length} settings are`} not valid, so nothing was started.`,
      hint: "Correct them in the environment or in .env; .env.example lists every setting.",
      details: [...faults, ...hints],
    });
    this.#settings = settings;
  }

  /** The same for another role, whose rules differ. @returns undefined when the settings are valid for it */
  forRole(role: Role): SettingsError | undefined {
    const { faults, hints } = checkSettings(this.#settings, role);
    return faults.length === 0 ? undefined : new SettingsError(this.#settings, faults, hints);
  }
}

/**
 * Defines the settings of an application. Nothing is read until the first value is: then the environment and `.env` in
 * `root` are, once, and all settings are validated together, by the rules of the role that `assertSettings` was given
 * before, or else by those of `cli`. Under NODE_ENV=test `.env` is not read.
 *
 * @param root the folder of the application, with a slash at the end
 * @param shape the settings by name: fragments of capabilities, spread together, and the application's own
 * @returns the values. Reading one throws a `SettingsError` when any setting is not valid
 */
export function defineSettings<const S extends SettingsShape>(root: URL, shape: S): Values<S> {
  const settings = {};
  states.set(settings, { shape, context: createContext(root), role: "cli" });
  for (const name of Object.keys(shape)) {
    Object.defineProperty(settings, name, { enumerable: true, get: () => readValues(settings)[name] });
  }
  return Object.freeze(settings) as Values<S>;
}

/**
 * Ends with an error when a process of this role must not start with these settings. From here on they count as those of
 * such a process.
 *
 * @throws SettingsError that lists every fault
 */
export function assertSettings(settings: object, role: Role): void {
  const state = getState(settings);
  const { faults, hints, values } = checkSettings(settings, role);
  if (faults.length > 0) throw new SettingsError(settings, faults, hints);
  state.role = role;
  state.values = Object.freeze(values);
}

/** The role that `assertSettings` has checked the settings for; `cli` before. */
export const getProcessRole = (settings: object): Role => getState(settings).role;

/**
 * Reads settings from an environment alone, for tests: neither `process.env` nor `.env` counts.
 *
 * @param settings what `defineSettings` returned, or a fragment of settings
 * @returns the values, frozen
 * @throws SettingsError that lists every fault
 */
export function readSettings<const S>(
  settings: S & object,
  environment: Environment,
  role: Role,
): S extends SettingsShape ? Values<S> : S {
  const { faults, hints, values } = checkSettings(settings, role, environment);
  if (faults.length > 0) throw new SettingsError(settings, faults, hints);
  return Object.freeze(values) as S extends SettingsShape ? Values<S> : S;
}

/**
 * Checks settings for a role, also when they have been read already. Never throws: faults are part of the answer.
 *
 * @param settings what `defineSettings` returned, or a fragment of settings
 * @param environment to check instead of the environment of the process and `.env`
 */
export function checkSettings(settings: object, role: Role, environment?: Environment): SettingsCheck {
  const { shape, context } = getState(settings);
  const source = environment ? { environment, file: NO_ENVIRONMENT_FILE } : getSource(settings);
  const check = checkShape(shape, source.environment, role, context);
  return { ...check, faults: [...source.file.faults, ...check.faults] };
}

/** The names that look like a misspelt setting and the names that settings had before, one sentence each. */
export const settingHints = (settings: object): readonly string[] =>
  checkSettings(settings, getProcessRole(settings)).hints;

/**
 * The values that must not be seen, for the redaction of a log.
 *
 * @throws SettingsError when any setting is not valid
 */
export function secretValuesOf(settings: object): readonly string[] {
  const { shape } = getState(settings);
  const values = readValues(settings);
  return Object.entries(shape).flatMap(([name, { definition }]) => {
    const value = values[name];
    return definition.isSecret && typeof value === "string" ? [value] : [];
  });
}

/** The settings by name, without their values. */
export const getShape = (settings: object): SettingsShape => getState(settings).shape;

/** Where the settings are read from. The first call reads it. */
export function getSource(settings: object): SettingsSource {
  const state = getState(settings);
  state.source ??= readProcessSource(state.context.root);
  return state.source;
}

function readProcessSource(root: URL): SettingsSource {
  if (process.env.NODE_ENV === "test") return { environment: { ...process.env }, file: NO_ENVIRONMENT_FILE };
  return readSource(join(fileURLToPath(root), ".env"));
}

function readValues(settings: object): Readonly<Record<string, unknown>> {
  const state = getState(settings);
  if (state.values === undefined) assertSettings(settings, state.role);
  return state.values ?? {};
}

function getState(settings: object): SettingsState {
  const state = states.get(settings) ?? createFragmentState(settings);
  if (state) return state;
  throw new TypeError("Not settings: neither what defineSettings returned nor a fragment of settings.");
}

/** A fragment has no state of its own: it is checked as the settings of an application in the working directory. */
function createFragmentState(fragment: object): SettingsState | undefined {
  if (!isShape(fragment)) return undefined;
  return { shape: fragment, context: createContext(pathToFileURL(`${process.cwd()}/`)), role: "cli" };
}

const isShape = (value: object): value is SettingsShape =>
  Object.values(value).every((each) => typeof each === "object" && each !== null && "definition" in each);

function createContext(root: URL): SettingContext {
  return {
    root,
    get name() {
      return readName(fileURLToPath(root));
    },
  };
}

/** The name in package.json; the name of the folder where it has none. */
function readName(folder: string): string {
  const path = join(folder, "package.json");
  const manifest: unknown = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  const { name }: { name?: unknown } = typeof manifest === "object" && manifest !== null ? manifest : {};
  return typeof name === "string" ? name : basename(folder);
}
