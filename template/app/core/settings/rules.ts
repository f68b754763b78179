import { authRules } from "#app/core/auth/settings.ts"; // aegis:auth
import { databaseRules } from "#app/core/db/settings.ts"; // aegis:database
import { mailRules } from "#app/core/mail/settings.ts"; // aegis:mail
import { queueRules } from "#app/core/queue/rules.ts"; // aegis:worker=redis
import { redisRules } from "#app/core/redis/settings.ts"; // aegis:redis
import type { Role } from "./role.ts";
import { SECRET_SETTINGS, SETTING_NAMES, type SettingName, type Settings } from "./schema.ts";

/** What the schema cannot say of one setting alone: it hangs on the role or on another setting. */
export interface Rule {
  roles: readonly Role[];
  /** The setting to correct. */
  setting: SettingName;
  /** Whether the rule is broken. A setting with a fault of its own is undefined here. */
  when(settings: Partial<Settings>): boolean;
  /** Reads on from the setting's name: "must be …". */
  message: string;
}

export const rules: readonly Rule[] = [
  {
    roles: ["dev"],
    setting: "NODE_ENV",
    when: ({ NODE_ENV }) => NODE_ENV === "production",
    message: "must not be production when pages are served from source; `npm start` runs production",
  },
  {
    roles: ["web"],
    setting: "TRUST_PROXY",
    when: ({ NODE_ENV, TRUST_PROXY }) => NODE_ENV === "production" && TRUST_PROXY === true,
    message:
      "must not be true in production, where that does not say which proxies are in front: set their number, such as 1, or their addresses, such as 10.0.0.0/8,127.0.0.1",
  },
  ...databaseRules, // aegis:database
  ...queueRules, // aegis:worker=redis
  ...redisRules, // aegis:redis
  ...mailRules, // aegis:mail
  ...authRules, // aegis:auth
  ...SETTING_NAMES.filter((name) => SECRET_SETTINGS.has(name)).map(
    (setting): Rule => ({
      roles: ["web"],
      setting,
      when: (settings) => settings.NODE_ENV === "production" && isPlaceholder(settings[setting]),
      message:
        "is still a placeholder, and production must not run with one; `openssl rand -hex 24` makes a value",
    }),
  ),
];

const PLACEHOLDER =
  /change.?me|change.?this|replace.?me|example|placeholder|your.?(secret|password|token|key)|^<.*>$/i;

/** Whether a value was copied from an example rather than chosen: said so in words, or one character over and over. */
function isPlaceholder(value: Settings[SettingName]): boolean {
  return typeof value === "string" && (PLACEHOLDER.test(value) || /^(.)\1*$/.test(value));
}
