import type { HttpServerValues } from "../http-server-values.ts";

/** Whether `address`, which is `hop` proxies away, is trusted to name the next one. */
type IsTrusted = (address: string, hop: number) => boolean;

/**
 * Converts TRUST_PROXY to Fastify's option. Proxies append the address that they were called from, so X-Forwarded-For is
 * read from its end: what a client has put in front of it is never reached. Fastify by itself trusts no number of proxies,
 * since it does not know whether a request passed them; here the owner states that there is no other route.
 */
export function createProxyTrust(setting: HttpServerValues["TRUST_PROXY"]): false | string[] | IsTrusted {
  if (setting === false || setting === 0) return false;
  if (setting === true) return (_address, hop) => hop < 1;
  if (typeof setting === "number") return (_address, hop) => hop < setting;
  return [...setting];
}
