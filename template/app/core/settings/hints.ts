import { checkSettings } from "./check.ts";
import { currentRole } from "./role.ts";

/** What the owner of this process may not have meant, a sentence each: names that look like a misspelt setting. */
export const settingHints = (environment = process.env): readonly string[] =>
  checkSettings(environment, currentRole()).hints;
