import type { settings } from "#app/core/settings.ts";

/** Who else may say who somebody is. */
export const PROVIDERS = ["github", "google"] as const;

export type Provider = (typeof PROVIDERS)[number];

export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = { github: "GitHub", google: "Google" };

/** Where each of them asks people whether they agree. */
export const CONSENT_PAGES: Readonly<Record<Provider, string>> = {
  github: "https://github.com/",
  google: "https://accounts.google.com/",
};

export const isProvider = (given: string): given is Provider =>
  PROVIDERS.some((provider) => provider === given);

/** What the provider gave this application to be known by. */
export interface ProviderKeys {
  clientId: string;
  clientSecret: string;
}

/** Those that are set up, with their keys. */
export type ConfiguredProviders = Readonly<Partial<Record<Provider, ProviderKeys>>>;

type OAuthSettings = Pick<
  typeof settings,
  "GITHUB_CLIENT_ID" | "GITHUB_CLIENT_SECRET" | "GOOGLE_CLIENT_ID" | "GOOGLE_CLIENT_SECRET"
>;

/** A provider without both of its keys is as if it were not there. */
export function configuredProviders(settings: OAuthSettings): ConfiguredProviders {
  const github = keys(settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET);
  const google = keys(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET);
  return { ...(github && { github }), ...(google && { google }) };
}

function keys(clientId: string | undefined, clientSecret: string | undefined): ProviderKeys | undefined {
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}
