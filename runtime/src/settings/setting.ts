import type { Role } from "./role.ts";

/** The values of all settings by name. A setting with a fault of its own is `undefined`. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** Where a default comes from that is not the same in every application. */
export interface SettingContext {
  /** The folder of the application, with a slash at the end. */
  readonly root: URL;
  /** The name of the application in its package.json. */
  readonly name: string;
}

/** When a setting must be given. */
export interface RequiredRule {
  /** The roles that the rule holds for. */
  readonly in: readonly Role[];
  /** Completes "must be set": "in production; without it no message is sent". */
  readonly because: string;
  /** Whether it must be given, by the values of all settings. Always when this is left out. */
  when?(all: SettingValues): boolean;
}

/** When a valid value must not be used. */
export interface RefusedRule<T> {
  /** The roles that the rule holds for. */
  readonly in: readonly Role[];
  /** Reads on from the name of the setting: "must not be true in production". */
  readonly message: string;
  /** Whether the value is refused. It is asked only when there is a value. */
  when(value: Exclude<T, undefined>, all: SettingValues, context: SettingContext): boolean;
}

/** A rule of either kind, as `checkSettings` applies it. */
export interface SettingRule {
  readonly in: readonly Role[];
  readonly message: string;
  isBroken(read: ReadSetting): boolean;
}

/** A setting that has been read, as rules see it. */
export interface ReadSetting {
  readonly value: unknown;
  /** Whether the value is not the default. */
  readonly isGiven: boolean;
  readonly all: SettingValues;
  readonly context: SettingContext;
}

/** What a setting consists of. */
export interface SettingDefinition<T> {
  /** Reads the text of the environment; `undefined` when the text is not valid. */
  parse(given: string): T | undefined;
  /** The phrase that says what the text must be: "must be true or false". */
  readonly must: string | ((given: string) => string);
  /** Whether the value must not be seen in a log, a health report or a terminal. */
  readonly isSecret: boolean;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
  readonly getDefault?: ((context: SettingContext) => T) | undefined;
  readonly rules: readonly SettingRule[];
  /** The name that the setting had before. */
  readonly formerName?: string | undefined;
}

/** One setting: how its text is read, and when it must or must not be given. Each method returns a new setting. */
export interface Setting<T> {
  readonly definition: SettingDefinition<T>;
  /** May be left out; its value is `undefined` then. */
  optional(): Setting<T | undefined>;
  /** May be left out; its value is this one then, or what the function makes of the application's folder and name. */
  default(value: T | ((context: SettingContext) => T)): Setting<T>;
  /** Must not be seen in a log, a health report or a terminal. */
  secret(): Setting<T>;
  /** Must be given in some roles, where a default does not count. */
  required(rule: RequiredRule): Setting<T>;
  /** Must not have some values in some roles. */
  refused(rule: RefusedRule<T>): Setting<T>;
  /** Had another name before. A value under that name is used, with a hint to rename it; both at once are a fault. */
  formerly(name: string): Setting<T>;
}

/** Settings by name: a fragment of a capability, or all settings of an application. */
export type SettingsShape = Readonly<Record<string, Setting<unknown>>>;

/** The type of the values that settings have. */
export type Values<S> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

/** Builds a setting from its definition. `custom` and the other kinds are shorter. */
export function createSetting<T>(definition: SettingDefinition<T>): Setting<T> {
  const withRule = (rule: SettingRule) =>
    createSetting<T>({ ...definition, rules: [...definition.rules, rule] });
  return {
    definition,
    optional: () => createSetting<T | undefined>({ ...definition, isOptional: true }),
    default(value) {
      const getDefault = isFunction<T>(value) ? value : () => value;
      return createSetting<T>({ ...definition, isOptional: true, getDefault });
    },
    secret: () => createSetting<T>({ ...definition, isSecret: true }),
    required: ({ in: roles, because, when = () => true }) =>
      withRule({
        in: roles,
        message: `must be set ${because}`,
        isBroken: ({ isGiven, all }) => !isGiven && when(all),
      }),
    refused: (rule) =>
      withRule({
        in: rule.in,
        message: rule.message,
        isBroken: ({ value, all, context }) =>
          value !== undefined && rule.when(value as Exclude<T, undefined>, all, context),
      }),
    formerly: (formerName) => createSetting<T>({ ...definition, formerName }),
  };
}

const isFunction = <T>(
  value: T | ((context: SettingContext) => T),
): value is (context: SettingContext) => T => typeof value === "function";

/** Whether the application runs in production, by the values of its settings. For `when` of a rule. */
export const isProduction = (all: SettingValues): boolean => all.NODE_ENV === "production";
