import { ALL_ROLES, flag, isProduction, text } from "../settings/index.ts";

/** What is to be set for Redis. */
export const redisSettings = {
  /** The server. Not set: nothing is connected, and what can runs embedded in this process instead. */
  REDIS_URL: text({
    must: "must be the address of a Redis server, such as redis://user:password@host:6379/0, or rediss:// for TLS",
    accepts: isRedisUrl,
  })
    .secret()
    .optional()
    .refused({
      in: ALL_ROLES,
      when: (url, all) => isProduction(all) && isOpenToOthers(url),
      message:
        "must hold a password in production, such as redis://:password@host:6379, unless the server is on this machine: every client that can write to Redis can have tasks run and change what is cached",
    })
    .refused({
      in: ALL_ROLES,
      when: (url, all) => all.REDIS_CLUSTER === true && namesDatabase(url),
      message: "must name no database with REDIS_CLUSTER=true: a cluster has no other one than 0",
    }),
  /** Whether that is a node of a Redis Cluster; the others are found by it. */
  REDIS_CLUSTER: flag().default(false),
  /** What every key begins with, so that several applications can share a server. By default the application's name. */
  REDIS_PREFIX: text({
    must: "must have 1 to 64 letters, digits, dots, hyphens or underscores",
    accepts: (given) => /^[\w.-]{1,64}$/.test(given),
  }).default(({ name }) => name),
};

function namesDatabase(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && !/^\/?0?$/.test(url.pathname);
}

/** Whether other machines reach the server without a password. */
function isOpenToOthers(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && url.password === "" && !isLoopback(url.hostname);
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

function isRedisUrl(given: string): boolean {
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
