export { type BaseValues, baseSettings, type ProcessValues, processSettings } from "./base-settings.ts";
export type { Environment, SettingsCheck } from "./check.ts";
export {
  assertSettings,
  checkSettings,
  defineSettings,
  getProcessRole,
  readSettings,
  SettingsError,
  secretValuesOf,
  settingHints,
} from "./define-settings.ts";
export {
  describeSettings,
  productionFaults,
  type SettingDescription,
  type SettingsDescription,
} from "./describe-settings.ts";
export type { EnvironmentFile, SettingsSource } from "./environment-file.ts";
export {
  type CustomOptions,
  choice,
  commitHash,
  custom,
  flag,
  host,
  hostNames,
  origins,
  secret,
  type TextOptions,
  text,
  token,
  trustedProxies,
  wholeNumber,
} from "./kinds.ts";
export { ALL_ROLES, type Role, UNATTENDED_ROLES } from "./role.ts";
export {
  isProduction,
  type ReadSetting,
  type RefusedRule,
  type RequiredRule,
  type Setting,
  type SettingContext,
  type SettingDefinition,
  type SettingRule,
  type SettingsShape,
  type SettingValues,
  type Values,
} from "./setting.ts";
