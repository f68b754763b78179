import { createAuth, type SessionOf } from "@aegis-stack/runtime/auth";
import { cache } from "#app/core/cache.ts";
import { API_PREFIX, APP_NAME, DATA_DIRECTORY } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { settings } from "#app/core/settings.ts";
import { mail } from "#app/services/mail/index.ts";
import * as mails from "./mails/messages.ts";
import { ROLE_NAMES } from "./roles.ts";
import * as tables from "./tables.ts";

/** The accounts of this application: sign-in, sessions, roles and the audit log. */
export const auth = createAuth({
  settings,
  name: APP_NAME,
  dataDirectory: DATA_DIRECTORY,
  path: `${API_PREFIX}/auth`,
  log,
  database,
  tables,
  roles: ROLE_NAMES,
  mail,
  mails,
  cache, // aegis:cache
  oauth: settings, // aegis:auth=oauth
});

/** A session of this application: its user has the columns of the table `users`. */
export type Session = SessionOf<typeof auth>;
