import { createHmac, randomBytes } from "node:crypto";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { onTestFinished } from "vitest";
import { APP_NAME } from "#app/core/constants.ts";
import { freshDatabase } from "#app/core/database.fixture.ts";
import { AuditService } from "./audit/audit-service.ts";
import { AuthService } from "./auth-service.ts";
import { type AuthEngine, createEngine } from "./engine/better-auth.ts";
import { Lockout } from "./lockout.ts";
import { AuthMails } from "./mails/auth-mails.ts";
import type { ConfiguredProviders } from "./oauth/providers.ts"; // aegis:auth=oauth
import type { SessionMemory } from "./session-memory.ts";
import { UsersService } from "./users/users-service.ts";

export const ORIGIN = "http://localhost:8000";

export const GOOD_PASSWORD = "correct horse battery";

export interface FreshAuthOptions {
  now?: () => number;
  /** As PUBLIC_URL says it. */
  publicUrl?: string;
  /** What remembers sessions; nothing does unless it is given. */
  memory?: SessionMemory;
  providers?: ConfiguredProviders; // aegis:auth=oauth
  /** Waits for so many milliseconds, where an answer takes its time. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** Accounts on a database of their own, for the test that calls this. Mails are kept instead of being sent. */
export async function freshAuth({ now = Date.now, publicUrl, ...options }: FreshAuthOptions = {}) {
  const { db } = await freshDatabase();
  const sent: MailMessage[] = [];
  const forgotten: string[] = [];
  const errors: object[] = [];
  const log = { error: (fields: object) => void errors.push(fields) };
  const memory: SessionMemory = options.memory ?? {
    recall: (_cookie, look) => look(),
    forget: async (token) => void forgotten.push(token),
  };
  const mails = new AuthMails({
    deliver: async (message) => void sent.push(message),
    publicUrl,
    localUrl: () => ORIGIN,
    log,
  });
  // Runs before the database closes: work that goes on after a response would open its file again.
  onTestFinished(() => mails.settled());
  const lockout = new Lockout(db, now);
  const secret = randomBytes(32).toString("base64url");
  const providers = options.providers ?? {}; // aegis:auth=oauth
  const made: AuthEngine = createEngine({
    db,
    secret,
    publicUrl,
    lockout,
    mails,
    memory,
    providers, // aegis:auth=oauth
  });
  const engine = async () => made;
  const audit = new AuditService({ db, log, now });
  const auth = new AuthService({
    engine,
    memory,
    secret: () => secret,
    publicUrl,
    background: (work) => mails.keep(work, "a request about an account failed after its answer"),
    // What goes on after the answer is over when the answer is there, so that tests can go on with it.
    pause: options.pause ?? (() => mails.settled()),
  });
  const users = new UsersService({ db, engine, memory, mails, audit, now });

  /** As a browser does that sends a form. @returns the Cookie header that it sends from then on */
  async function signIn(email: string, password = GOOD_PASSWORD): Promise<string> {
    const request = new Request(`${ORIGIN}/sign-in`, { method: "POST", headers: { origin: ORIGIN } });
    const body = { email, password };
    const { cookies } = await auth.submit({ path: "/sign-in/email", body, request, client: "192.0.2.1" });
    return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  }

  /** Signs somebody in without a password, which takes long to look at. @returns the Cookie header */
  async function sessionOf(userId: string): Promise<string> {
    const { internalAdapter } = await made.$context;
    const { token } = await internalAdapter.createSession(userId);
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    return `${APP_NAME}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  }

  /** Hands a form on to the library. */
  const submit = (path: string, body: Record<string, string>) => {
    const request = new Request(`${ORIGIN}/page`, { method: "POST", headers: { origin: ORIGIN } });
    return auth.submit({ path, body, request, client: "192.0.2.1" });
  };

  return {
    db,
    auth,
    users,
    audit,
    engine,
    mails,
    lockout,
    memory,
    secret,
    sent,
    forgotten,
    errors,
    log,
    signIn,
    sessionOf,
    submit,
  };
}
