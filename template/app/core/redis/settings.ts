import { z } from "zod";
import { APP_NAME } from "#app/core/constants.ts";
import { flag } from "#app/core/settings/kinds.ts";
import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";

/** What is to be set for Redis. */
export const redisSettings = {
  /** The server. Not set: nothing is connected, and what can runs embedded in this process instead. */
  REDIS_URL: z
    .string()
    .refine(isUrl, {
      error:
        "must be the address of a Redis server, such as redis://user:password@host:6379/0, or rediss:// for TLS",
    })
    .optional(),
  /** Whether that is a node of a Redis Cluster; the others are found by it. */
  REDIS_CLUSTER: flag.default(false),
  /** What every key begins with, so that several applications can share a server. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: "must have 1 to 64 letters, digits, dots, hyphens or underscores" })
    .default(APP_NAME),
};

/** Which of them must not be seen: the address holds a password. */
export const redisSecrets = ["REDIS_URL"] as const;

export const redisRules: readonly Rule[] = [
  {
    roles: ROLES,
    setting: "REDIS_URL",
    when: ({ NODE_ENV, REDIS_URL }) => NODE_ENV === "production" && isOpenToOthers(REDIS_URL),
    message:
      "must hold a password in production, such as redis://:password@host:6379, unless the server is on this machine: whoever can write to Redis can have tasks run and change what is cached",
  },
  {
    roles: ROLES,
    setting: "REDIS_URL",
    when: ({ REDIS_CLUSTER, REDIS_URL }) => REDIS_CLUSTER === true && hasDatabase(REDIS_URL),
    message: "must name no database with REDIS_CLUSTER=true: a cluster has no other one than 0",
  },
];

function hasDatabase(given: string | undefined): boolean {
  const url = given === undefined ? null : URL.parse(given);
  return url !== null && !/^\/?0?$/.test(url.pathname);
}

/** Whether other machines reach the server without showing anything. */
function isOpenToOthers(given: string | undefined): boolean {
  const url = given === undefined ? null : URL.parse(given);
  return url !== null && url.password === "" && !isLoopback(url.hostname);
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

function isUrl(given: string): boolean {
  const url = URL.parse(given);
  return (
    url !== null &&
    /^rediss?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    /^\/?$|^\/\d{1,3}$/.test(url.pathname) &&
    url.search === "" &&
    url.hash === ""
  );
}
