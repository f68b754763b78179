import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { type ConfiguredProviders, isProvider, PROVIDER_IDS } from "../oauth/providers.ts";
import type { AuthStore } from "../tables.ts";
import { displayName } from "../users/display-name.ts";

const MAX_ADDRESS_CHARACTERS = 2_048;
const address = z.string().max(MAX_ADDRESS_CHARACTERS).optional();

/** The input of a sign-in through a provider: no scopes, no tokens of its own, nothing for the provider's address. */
export const socialInput = z.strictObject({
  provider: z.enum(PROVIDER_IDS),
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

/** The user's name at the provider, if this package accepts it. */
function toDisplayName({ name, login, email }: Profile): { name: string } {
  const [found] = [name, login, email?.split("@")[0]].flatMap(
    (given) => displayName.safeParse(given).data ?? [],
  );
  return { name: found ?? "Unnamed" };
}

/** The providers in the form of the library. */
export function createSocialProviders({ github, google }: ConfiguredProviders) {
  return {
    ...(github && { github: { ...github, mapProfileToUser: toDisplayName } }),
    ...(google && { google: { ...google, mapProfileToUser: toDisplayName } }),
  };
}

interface Provisioned {
  user: { emailVerified?: boolean | undefined };
  source: { method: string; action: string };
}

/**
 * An address that was not confirmed at the provider may be the one of another user: no account is created for it and none is
 * linked by it, or confirming it later would give the wrong user access.
 */
export function requireConfirmedAddress({ user, source }: Provisioned): { error: string } | undefined {
  const isNew = source.method === "oauth" && source.action !== "sign-in";
  return isNew && user.emailVerified !== true ? { error: "email_not_verified" } : undefined;
}

interface Account {
  id: string;
  userId: string;
}

/** What is stored of a provider's response, and the check before a provider is unlinked. */
export function createAccountHooks(store: AuthStore, providers: ConfiguredProviders) {
  // It has been verified, is of no further use, and would be stored readable.
  const withoutIdToken = async (account: object) => ({ data: { ...account, idToken: null } });
  return {
    create: { before: withoutIdToken },
    update: { before: withoutIdToken },
    delete: { before: (account: Account) => requireOtherSignIn(store, providers, account) },
  };
}

/** @throws AppError `auth.last-way-in` when the user could not sign in otherwise: a provider that is not set up does not count */
async function requireOtherSignIn(
  { db, tables: { accounts } }: AuthStore,
  providers: ConfiguredProviders,
  { id, userId }: Account,
) {
  const others = await db
    .select({ providerId: accounts.providerId })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), ne(accounts.id, id)));
  const opens = (providerId: string) =>
    providerId === "credential" || (isProvider(providerId) && providers[providerId] !== undefined);
  if (others.some(({ providerId }) => opens(providerId))) return;
  throw new AppError({
    code: "auth.last-way-in",
    category: "conflict",
    message: "This is the only way to sign in to your account.",
    hint: "Set a password first, by the link for a forgotten one.",
  });
}
