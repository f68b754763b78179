import { z } from "zod";
import { secret } from "#app/core/settings/kinds.ts";
import type { Role } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What is to be set for accounts and sessions. */
export const authSettings = {
  /** What session cookies are signed with. Whoever has it can sign in as anybody. */
  AUTH_SECRET: secret(32).optional(),
  /** Where people reach the application. Links in mails begin with it, and forms from elsewhere are refused. */
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, {
      error:
        "must be https:// and a host (http:// for a private network in development), such as https://example.com, no slash at the end",
    })
    .optional(),
  // #region aegis:auth=oauth
  /** Sign-in through GitHub: both or none. */
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  /** Sign-in through Google: both or none. */
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  // #endregion aegis:auth=oauth
};

const secrets: (keyof typeof authSettings)[] = ["AUTH_SECRET"];
secrets.push("GITHUB_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET"); // aegis:auth=oauth

/** Which of them must not be seen. */
export const authSecrets: readonly (keyof typeof authSettings)[] = secrets;

/** Those that know who somebody is, or that send links. A scheduler's mails go through the same service. */
const SERVING: readonly Role[] = ["web"];

// #region aegis:auth=oauth
/** The name by which a provider knows this application, and what shows that it is this application. */
const PAIRS = [
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
] as const;

const together = (setting: keyof typeof authSettings, other: keyof typeof authSettings): Rule => ({
  roles: SERVING,
  setting,
  when: (settings) => settings[setting] === undefined && settings[other] !== undefined,
  message: `must be set where ${other} is: a provider takes both, or none`,
});

// #endregion aegis:auth=oauth
export const authRules: readonly Rule[] = [
  {
    roles: SERVING,
    setting: "AUTH_SECRET",
    when: ({ NODE_ENV, AUTH_SECRET }) => NODE_ENV === "production" && AUTH_SECRET === undefined,
    message: "must be set in production; `openssl rand -hex 32` makes one",
  },
  {
    roles: SERVING,
    setting: "PUBLIC_URL",
    when: ({ NODE_ENV, PUBLIC_URL }) => NODE_ENV === "production" && PUBLIC_URL === undefined,
    message:
      "must be set in production to where people reach the application; a link in a mail must not be taken from a request",
  },
  {
    roles: SERVING,
    setting: "PUBLIC_URL",
    when: ({ NODE_ENV, PUBLIC_URL }) =>
      NODE_ENV === "production" && PUBLIC_URL?.startsWith("http:") === true && !isLocal(PUBLIC_URL),
    message:
      "must begin with https:// in production; passwords and sessions would cross the network in the clear",
  },
  ...PAIRS.flatMap(([id, secret]) => [together(id, secret), together(secret, id)]), // aegis:auth=oauth
];

function isOrigin(given: string): boolean {
  const url = URL.parse(given);
  if (url === null || url.origin !== given) return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && (isLocal(given) || isPrivate(url.hostname)))
  );
}

const isLocal = (origin: string): boolean => LOCAL.has(URL.parse(origin)?.hostname ?? "");

const PRIVATE_IPV4 = /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/;

/** Whether no public DNS and no public network has this host: where another device of a developer looks for it. */
const isPrivate = (hostname: string): boolean =>
  PRIVATE_IPV4.test(hostname) || /^\[f(?:[cd]|e80)/.test(hostname) || /^[\w-]+(?:\.local)?$/.test(hostname);
