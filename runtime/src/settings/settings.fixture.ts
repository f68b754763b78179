import { baseSettings } from "./base-settings.ts";
import { host, origins, secret, trustedProxies, wholeNumber } from "./kinds.ts";

/** Settings of every kind, as an application has them. */
export const exampleSettings = {
  NODE_ENV: baseSettings.NODE_ENV,
  HOST: host().default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).optional(),
  LOG_LEVEL: baseSettings.LOG_LEVEL,
  TRUST_PROXY: trustedProxies().default(false),
  CORS_ORIGINS: origins().default([]),
  SHUTDOWN_TIMEOUT: baseSettings.SHUTDOWN_TIMEOUT,
  GIT_COMMIT: baseSettings.GIT_COMMIT,
  OVERSEER_PASSWORD: secret(12).optional(),
};
