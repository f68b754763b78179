import type { Settings } from "#app/core/settings/schema.ts";

/** Whether `address`, which is `hop` proxies away, is believed when it names the next one. */
type IsTrusted = (address: string, hop: number) => boolean;

/**
 * TRUST_PROXY as Fastify takes it. Proxies append the address they were called from, so X-Forwarded-For is read from its
 * end: what a client has put in front of it is never reached. Fastify of itself trusts no number of proxies, since it
 * cannot tell whether a request came past them; here the owner has said that there is no other way in.
 */
export function trustedProxies(setting: Settings["TRUST_PROXY"]): false | string[] | IsTrusted {
  if (setting === false || setting === 0) return false;
  if (setting === true) return (_address, hop) => hop < 1;
  if (typeof setting === "number") return (_address, hop) => hop < setting;
  return [...setting];
}
