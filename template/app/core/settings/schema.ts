import { z } from "zod";
import { authSecrets, authSettings } from "#app/core/auth/settings.ts"; // aegis:auth
import { cacheSettings } from "#app/core/cache/settings.ts"; // aegis:cache
import { databaseSecrets, databaseSettings } from "#app/core/db/settings.ts"; // aegis:database
import { mailSecrets, mailSettings } from "#app/core/mail/settings.ts"; // aegis:mail
import { redisSecrets, redisSettings } from "#app/core/redis/settings.ts"; // aegis:redis
import {
  choice,
  commitHash,
  host,
  hostNames,
  origins,
  secret,
  token,
  trustedProxies,
  wholeNumber,
} from "./kinds.ts";
import { roleSettings } from "./roles.ts"; // aegis:scheduler|worker

/**
 * Every setting of the application. What is not listed here is not read.
 * A test holds `.env.example` against this list, so the two cannot drift apart.
 */
export const settingsSchema = z.object({
  NODE_ENV: choice(["development", "test", "production"]).default("development"),
  /** The address to listen on. Only this machine can reach the default; a container sets 0.0.0.0. */
  HOST: host.default("127.0.0.1"),
  /** Without it: 8000, or in development the next free port. */
  PORT: wholeNumber(0, 65_535).optional(),
  /** Names besides localhost by which a development server may be addressed. Production answers to every name. */
  ALLOWED_HOSTS: hostNames.default([]),
  LOG_LEVEL: choice(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** Which proxies in front may name the client: their number, or their addresses. Others could name any address. */
  TRUST_PROXY: trustedProxies.default(false),
  /** Origins that browsers may call the API from, separated by commas. None by default. */
  CORS_ORIGINS: origins.default([]),
  /** Requests a client may make in a minute before it is answered 429. */
  RATE_LIMIT: wholeNumber(1, 1_000_000).default(600),
  /** Largest request body, in bytes. */
  BODY_LIMIT: wholeNumber(1_024, 1_073_741_824).default(1_048_576),
  /** How long a request in flight may still take after SIGTERM, in seconds. */
  SHUTDOWN_TIMEOUT: wholeNumber(1, 600).default(25),
  /** The commit that this copy was built from, shown beside the version. Not set: read from .git, where there is one. */
  GIT_COMMIT: commitHash.optional(),
  /** Opens the operations pages (Overseer, health details, API reference) in production, as user `admin`. */
  OVERSEER_PASSWORD: secret(12).optional(),
  /** Lets programs read the operations pages and routes, and change nothing: as bearer token, or as password of `monitoring`. */
  MONITORING_TOKEN: token(24).optional(),
  ...databaseSettings, // aegis:database
  ...redisSettings, // aegis:redis
  ...cacheSettings, // aegis:cache
  ...mailSettings, // aegis:mail
  ...authSettings, // aegis:auth
  ...roleSettings, // aegis:scheduler|worker
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const SETTING_NAMES = settingsSchema.keyof().options;

const secrets = new Set<SettingName>(["OVERSEER_PASSWORD", "MONITORING_TOKEN"]);
for (const name of databaseSecrets) secrets.add(name); // aegis:database
for (const name of redisSecrets) secrets.add(name); // aegis:redis
for (const name of mailSecrets) secrets.add(name); // aegis:mail
for (const name of authSecrets) secrets.add(name); // aegis:auth

/** Settings whose value must not be seen in a log, a health report or a terminal. */
export const SECRET_SETTINGS: ReadonlySet<string> = secrets;
