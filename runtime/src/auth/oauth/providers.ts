import type { OauthValues } from "../settings/index.ts";

/** The other providers that users can sign in through. */
export const PROVIDER_IDS = ["github", "google"] as const;

/** One of them. */
export type Provider = (typeof PROVIDER_IDS)[number];

/** Their names, as users know them. */
export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = { github: "GitHub", google: "Google" };

/** Where each of them asks users to agree. */
export const CONSENT_PAGES: Readonly<Record<Provider, string>> = {
  github: "https://github.com/",
  google: "https://accounts.google.com/",
};

/** Whether a text names one. */
export const isProvider = (given: string): given is Provider =>
  PROVIDER_IDS.some((provider) => provider === given);

/** The credentials of the application at a provider. */
interface ProviderKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Those that are set up, with their keys. */
export type ConfiguredProviders = Readonly<Partial<Record<Provider, ProviderKeys>>>;

/** A provider without both of its keys does not exist. */
export function createProviders(settings: OauthValues): ConfiguredProviders {
  const github = createKeys(settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET);
  const google = createKeys(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET);
  return { ...(github && { github }), ...(google && { google }) };
}

function createKeys(
  clientId: string | undefined,
  clientSecret: string | undefined,
): ProviderKeys | undefined {
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}
