import { auth } from "#app/services/auth/index.ts";

/** The providers that are set up, for a page with their buttons. */
export const offeredProviders = () => auth.oauth.providers;

/** Those and the ones that are linked to a user, for the account page. */
export const providersOf = (userId: string) => auth.oauth.linked(userId);
