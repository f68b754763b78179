import { isProduction, type Role, secret, text, type Values } from "../../settings/index.ts";

/** The roles that sign users in. A scheduler's mails go through the same service without these settings. */
const SERVING_ROLES: readonly Role[] = ["web"];

/** What is to be set for accounts and sessions. */
export const authSettings = {
  /** What session cookies are signed with. With it one can sign in as any user. */
  AUTH_SECRET: secret(32).optional().required({
    in: SERVING_ROLES,
    when: isProduction,
    because: "in production; `openssl rand -hex 32` makes one",
  }),
  /** Where users reach the application. Links in mails begin with it, and forms from elsewhere are refused. */
  PUBLIC_URL: text({
    must: "must be https:// and a host (http:// for a private network in development), such as https://example.com, no slash at the end",
    accepts: isPublicOrigin,
  })
    .optional()
    .required({
      in: SERVING_ROLES,
      when: isProduction,
      because:
        "in production to where people reach the application; a link in a mail must not be taken from a request",
    })
    .refused({
      in: SERVING_ROLES,
      when: (url, all) => isProduction(all) && url.startsWith("http:") && !isLocal(url),
      message:
        "must begin with https:// in production; passwords and sessions would cross the network in the clear",
    }),
};

/** The values of `authSettings`. */
export type AuthValues = Values<typeof authSettings>;

/** What one half of a provider's pair is: given only together with the other. */
const requiredWith = (other: string) => ({
  in: SERVING_ROLES,
  when: (all: Readonly<Record<string, unknown>>) => all[other] !== undefined,
  because: `where ${other} is: a provider takes both, or none`,
});

/** What is to be set for sign-in through other providers, each by the id and the secret that it gave out. */
export const oauthSettings = {
  /** Sign-in through GitHub: both or none. */
  GITHUB_CLIENT_ID: text().optional().required(requiredWith("GITHUB_CLIENT_SECRET")),
  GITHUB_CLIENT_SECRET: text().secret().optional().required(requiredWith("GITHUB_CLIENT_ID")),
  /** Sign-in through Google: both or none. */
  GOOGLE_CLIENT_ID: text().optional().required(requiredWith("GOOGLE_CLIENT_SECRET")),
  GOOGLE_CLIENT_SECRET: text().secret().optional().required(requiredWith("GOOGLE_CLIENT_ID")),
};

/** The values of `oauthSettings`. */
export type OauthValues = Values<typeof oauthSettings>;

function isPublicOrigin(given: string): boolean {
  const url = URL.parse(given);
  if (url === null || url.origin !== given) return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && (isLocal(given) || isPrivate(url.hostname)))
  );
}

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

const isLocal = (origin: string): boolean => LOCAL_HOSTS.has(URL.parse(origin)?.hostname ?? "");

const PRIVATE_IPV4_PATTERN = /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/;

/** Whether no public DNS and no public network has this host: where another device of a developer looks for it. */
const isPrivate = (hostname: string): boolean =>
  PRIVATE_IPV4_PATTERN.test(hostname) ||
  /^\[f(?:[cd]|e80)/.test(hostname) ||
  /^[\w-]+(?:\.local)?$/.test(hostname);
