import { AppError } from "@aegis-stack/runtime/errors";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#app/core/database.ts";
import { type ConfiguredProviders, isProvider, PROVIDERS } from "../oauth/providers.ts";
import { accounts } from "../tables.ts";
import { personName } from "../users/person-name.ts";

const LONGEST = 2_048;
const address = z.string().max(LONGEST).optional();

/** What a sign-in through a provider may ask for: no scopes, no tokens of its own, nothing for the provider's address. */
export const socialInput = z.strictObject({
  provider: z.enum(PROVIDERS),
  callbackURL: address,
  newUserCallbackURL: address,
  errorCallbackURL: address,
  disableRedirect: z.boolean().optional(),
});

interface Profile {
  name?: string | null;
  login?: string;
  email?: string | null;
}

/** What a person is called there, if they could be called that here. */
function nameOf({ name, login, email }: Profile): { name: string } {
  const [found] = [name, login, email?.split("@")[0]].flatMap(
    (given) => personName.safeParse(given).data ?? [],
  );
  return { name: found ?? "Somebody" };
}

/** The providers as the library takes them. */
export function socialProviders({ github, google }: ConfiguredProviders) {
  return {
    ...(github && { github: { ...github, mapProfileToUser: nameOf } }),
    ...(google && { google: { ...google, mapProfileToUser: nameOf } }),
  };
}

interface Provisioned {
  user: { emailVerified?: boolean | undefined };
  source: { method: string; action: string };
}

/**
 * An address that the provider has not seen confirmed may be anybody's: no account is made for it and none is linked by
 * it, or whoever confirms it later would let somebody else in.
 */
export function requireConfirmed({ user, source }: Provisioned): { error: string } | undefined {
  const isNew = source.method === "oauth" && source.action !== "sign-in";
  return isNew && user.emailVerified !== true ? { error: "email_not_verified" } : undefined;
}

interface Account {
  id: string;
  userId: string;
}

/** What is kept of a provider's answer, and what must not be forgotten of it. */
export function accountHooks(db: Db, providers: ConfiguredProviders) {
  // It was looked at, is of no further use, and would be kept readable.
  const withoutIdToken = async (account: object) => ({ data: { ...account, idToken: null } });
  return {
    create: { before: withoutIdToken },
    update: { before: withoutIdToken },
    delete: { before: (account: Account) => requireOtherWay(db, providers, account) },
  };
}

/** @throws AppError `auth.last-way-in` when nothing else would let the person in: a provider that is not set up does not */
async function requireOtherWay(db: Db, providers: ConfiguredProviders, { id, userId }: Account) {
  const others = await db
    .select({ providerId: accounts.providerId })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), ne(accounts.id, id)));
  const opens = (way: string) => way === "credential" || (isProvider(way) && providers[way] !== undefined);
  if (others.some(({ providerId }) => opens(providerId))) return;
  throw new AppError({
    code: "auth.last-way-in",
    category: "conflict",
    message: "This is the only way to sign in to your account.",
    hint: "Set a password first, by the link for a forgotten one.",
  });
}
