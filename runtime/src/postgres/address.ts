import { isSslMode, parseTls, type TlsOptions } from "./address-tls.ts";
import { parseSessionSettings, type SessionSetting } from "./session.ts";

/** Where a database is and how it is reached: everything that a `postgres://` address says, read once. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Host, port and name, without a password. */
  readonly place: string;
  /** Undefined where the address does not say: then `PGSSLMODE` decides. */
  readonly tls: TlsOptions | undefined;
  readonly applicationName: string | undefined;
  readonly channelBinding: string | undefined;
  /** What holds for a session, such as its search path, in the order of the address. */
  readonly session: readonly SessionSetting[];
  /** What `options` says besides settings. Some providers find the server by it. */
  readonly startupOptions: string | undefined;
}

const EXPECTED_ADDRESS =
  "must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/name";

/**
 * Reads an address. The driver and the tools (`pg_dump`, `psql`) are both configured from what this returns, so that
 * they cannot disagree about what a parameter means.
 *
 * @param given an address that `findAddressFault` finds no fault in
 */
export function parsePostgresAddress(given: string): PostgresAddress {
  const url = new URL(given);
  const { searchParams } = url;
  const host = searchParams.get("host") ?? decodeURIComponent(url.hostname).replace(/^\[(.+)\]$/, "$1");
  const port = Number(searchParams.get("port") ?? (url.port || 5432));
  const database = decodeURIComponent(url.pathname.slice(1));
  const { settings, rest } = parseSessionSettings(searchParams);
  return {
    host,
    port,
    database,
    user: optional(searchParams.get("user") ?? decodeURIComponent(url.username)),
    password: optional(searchParams.get("password") ?? decodeURIComponent(url.password)),
    place: `${host.includes(":") ? `[${host}]` : host}:${port}/${database}`,
    tls: parseTls(searchParams),
    applicationName: optional(searchParams.get("application_name")),
    channelBinding: optional(searchParams.get("channel_binding")),
    session: settings,
    startupOptions: optional(rest),
  };
}

const optional = (given: string | null) => given || undefined;

/** The same server and user, with another database. */
export const withDatabaseName = (address: PostgresAddress, database: string): PostgresAddress => ({
  ...address,
  database,
});

/**
 * @returns what is wrong with a setting that must be an address, as the rest of a sentence that begins with its name;
 * undefined when nothing is
 */
export function findAddressFault(given: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(given))
    return "has a % that two hexadecimal digits do not follow; write a % of a user or a password as %25";
  const url = URL.parse(given);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return EXPECTED_ADDRESS;
  if (url.hostname === "" || !/^\/[^/]+$/.test(url.pathname)) return EXPECTED_ADDRESS;
  const { searchParams } = url;
  const port = searchParams.get("port");
  if (port !== null && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536))
    return EXPECTED_ADDRESS;
  const mode = searchParams.get("sslmode");
  if (mode !== null && !isSslMode(mode))
    return `has the unknown sslmode ${mode}; it can be disable, no-verify, require, verify-ca or verify-full`;
  if (
    mode === "verify-ca" &&
    searchParams.get("uselibpqcompat") === "true" &&
    !searchParams.get("sslrootcert")
  )
    return "needs an sslrootcert with sslmode=verify-ca; use verify-full with a certificate of a public authority";
  return undefined;
}
