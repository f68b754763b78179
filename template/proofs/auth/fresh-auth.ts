import { createHmac, randomBytes } from "node:crypto";
import { type AuthOptions, createAuth } from "@aegis-stack/runtime/auth";
import { createId } from "@aegis-stack/runtime/database";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { API_PREFIX, APP_NAME, DATA_DIRECTORY } from "#app/core/constants.ts";
import { freshDatabase } from "#app/core/database.fixture.ts";
import { settings } from "#app/core/settings.ts"; // aegis:auth=oauth
import * as mails from "#app/services/auth/mails/messages.ts";
import { ROLE_NAMES, type Role } from "#app/services/auth/roles.ts";
import * as tables from "#app/services/auth/tables.ts";

export const TEST_ORIGIN = "http://localhost:8000";

/** Accounts on a database of their own, for the test that calls this. Mails are collected instead of being sent. */
export async function freshAuth(options: Pick<AuthOptions<typeof tables.users, Role>, "cache" | "now"> = {}) {
  const database = await freshDatabase();
  const sent: MailMessage[] = [];
  const secret = randomBytes(32).toString("base64url");
  const settled = (): Promise<void> => auth.capability.stop(new AbortController().signal);
  const auth = createAuth({
    settings: { AUTH_SECRET: secret, PUBLIC_URL: undefined, PORT: 8_000 },
    name: APP_NAME,
    dataDirectory: DATA_DIRECTORY,
    path: `${API_PREFIX}/auth`,
    log: pino({ enabled: false }),
    database,
    tables,
    roles: ROLE_NAMES,
    mail: {
      transport: { kind: "smtp" },
      isReachedByCommands: true,
      deliver: async (message) => void sent.push(message),
    },
    mails,
    oauth: settings, // aegis:auth=oauth
    // What continues after a response is done when the response is there, so that a test can continue with it.
    pause: settled,
    ...options,
  });
  // Runs before the database closes: work that continues after a response would open its file again.
  onTestFinished(settled);

  /** Signs a user in without a password, which takes long to compare. @returns the Cookie header */
  async function sessionOf(userId: string): Promise<string> {
    const token = createId();
    const at = new Date();
    const expiresAt = new Date(at.getTime() + 3_600_000);
    await database.db
      .insert(tables.sessions)
      .values({ userId, token, expiresAt, createdAt: at, updatedAt: at });
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    return `${APP_NAME}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  }

  return { auth, users: auth.users, database, db: database.portable, sent, settled, sessionOf };
}
