import { isEncryption, type Tls, tlsOf } from "./address-tls.ts";
import { type SessionSetting, sessionSettingsOf } from "./session.ts";

/** Where a database is and how it is reached: everything that a `postgres://` address says, read once. */
export interface DatabaseAddress {
  host: string;
  port: number;
  database: string;
  user: string | undefined;
  password: string | undefined;
  /** Host, port and name, without a password. */
  place: string;
  /** Undefined where the address does not say: then `PGSSLMODE` decides. */
  tls: Tls | undefined;
  applicationName: string | undefined;
  channelBinding: string | undefined;
  /** What holds for a session, such as its search path, in the order of the address. */
  session: readonly SessionSetting[];
  /** What `options` says besides settings. Some providers find the server by it. */
  startupOptions: string | undefined;
}

const EXAMPLE =
  "must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/name";

/**
 * Reads an address. The driver and the tools (`pg_dump`, `psql`) are both configured from what this returns, so that
 * they cannot disagree about what a parameter means.
 *
 * @param given an address that `addressFault` finds no fault in
 */
export function parseAddress(given: string): DatabaseAddress {
  const url = new URL(given);
  const { searchParams } = url;
  const host = searchParams.get("host") ?? decodeURIComponent(url.hostname).replace(/^\[(.+)\]$/, "$1");
  const port = Number(searchParams.get("port") ?? (url.port || 5432));
  const database = decodeURIComponent(url.pathname.slice(1));
  const { settings, rest } = sessionSettingsOf(searchParams);
  return {
    host,
    port,
    database,
    user: optional(searchParams.get("user") ?? decodeURIComponent(url.username)),
    password: optional(searchParams.get("password") ?? decodeURIComponent(url.password)),
    place: `${host.includes(":") ? `[${host}]` : host}:${port}/${database}`,
    tls: tlsOf(searchParams),
    applicationName: optional(searchParams.get("application_name")),
    channelBinding: optional(searchParams.get("channel_binding")),
    session: settings,
    startupOptions: optional(rest),
  };
}

const optional = (given: string | null) => given || undefined;

/** The same server and user, with another database. */
export const withDatabase = (address: DatabaseAddress, database: string): DatabaseAddress => ({
  ...address,
  database,
});

/** @returns what is wrong with a setting that is to be an address, to be read on from its name */
export function addressFault(given: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(given))
    return "has a % that two hexadecimal digits do not follow; write a % of a user or a password as %25";
  const url = URL.parse(given);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return EXAMPLE;
  if (url.hostname === "" || !/^\/[^/]+$/.test(url.pathname)) return EXAMPLE;
  const { searchParams } = url;
  const port = searchParams.get("port");
  if (port !== null && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) return EXAMPLE;
  const mode = searchParams.get("sslmode");
  if (mode !== null && !isEncryption(mode))
    return `has the unknown sslmode ${mode}; it can be disable, no-verify, require, verify-ca or verify-full`;
  if (
    mode === "verify-ca" &&
    searchParams.get("uselibpqcompat") === "true" &&
    !searchParams.get("sslrootcert")
  )
    return "needs an sslrootcert with sslmode=verify-ca; use verify-full with a certificate of a public authority";
  return undefined;
}
