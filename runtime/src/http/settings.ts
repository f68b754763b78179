import {
  host,
  hostNames,
  isProduction,
  origins,
  secret,
  token,
  trustedProxies,
  type Values,
  wholeNumber,
} from "../settings/index.ts";

/** What is to be set for the web process. */
export const httpSettings = {
  /** The address to listen on. Only this machine can reach the default; a container sets 0.0.0.0. */
  HOST: host().default("127.0.0.1"),
  /** Without it: 8000, or in development the next free port. */
  PORT: wholeNumber(0, 65_535).optional(),
  /** Names besides localhost by which a development server may be addressed. Production answers to every name. */
  ALLOWED_HOSTS: hostNames().default([]),
  /** Which proxies in front may name the client: their number, or their addresses. Others could name any address. */
  TRUST_PROXY: trustedProxies()
    .default(false)
    .refused({
      in: ["web"],
      when: (value, all) => isProduction(all) && value === true,
      message:
        "must not be true in production, where that does not say which proxies are in front: set their number, such as 1, or their addresses, such as 10.0.0.0/8,127.0.0.1",
    }),
  /** Origins that browsers may call the API from, separated by commas. None by default. */
  CORS_ORIGINS: origins().default([]),
  /** Requests a client may make in a minute before it is answered 429. */
  RATE_LIMIT: wholeNumber(1, 1_000_000).default(600),
  /** Largest request body, in bytes. */
  BODY_LIMIT: wholeNumber(1_024, 1_073_741_824).default(1_048_576),
  /** Opens the operations pages (Overseer, health details, API reference) in production, as user `admin`. */
  OVERSEER_PASSWORD: secret(12).optional(),
  /** Lets programs read the operations pages and routes, and change nothing: as bearer token, or as password of `monitoring`. */
  MONITORING_TOKEN: token(24).optional(),
};

/** The values of `httpSettings`. */
export type HttpValues = Values<typeof httpSettings>;
