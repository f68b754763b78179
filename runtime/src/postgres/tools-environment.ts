import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates } from "node:tls";
import type { PostgresAddress } from "./address.ts";
import type { TlsOptions } from "./address-tls.ts";

/** The environment of a program that is built on libpq, such as `pg_dump`. */
export interface ToolEnvironment {
  /** The variables that libpq reads. */
  readonly variables: Readonly<Record<string, string>>;
  /** Removes the temporary files that the variables name; call it when the program has ended. */
  remove(): void;
}

const SSL_MODE_OF_VERIFICATION: Record<TlsOptions["verify"], string> = {
  off: "disable",
  nothing: "require",
  chain: "verify-ca",
  full: "verify-full",
};

/** Gives the tools of PostgreSQL the same connection as the driver. */
export function createToolEnvironment(address: PostgresAddress): ToolEnvironment {
  const { host, port, database, user, password, tls, channelBinding, startupOptions } = address;
  const authorities = tls && needsAuthorities(tls) ? writeAuthorities() : undefined;
  const variables = {
    PGHOST: host,
    PGPORT: `${port}`,
    PGDATABASE: database,
    PGUSER: user,
    PGPASSWORD: password,
    PGCHANNELBINDING: channelBinding,
    PGOPTIONS: startupOptions,
    PGSSLMODE: tls ? SSL_MODE_OF_VERIFICATION[tls.verify] : readEnvironmentMode(),
    PGSSLROOTCERT: authorities?.file ?? tls?.caFile,
    PGSSLCERT: tls?.certificateFile,
    PGSSLKEY: tls?.keyFile,
  };
  const given = Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return { variables: Object.fromEntries(given), remove: () => authorities?.remove() };
}

/** `no-verify` is a mode that only the driver knows. */
const readEnvironmentMode = () => (process.env.PGSSLMODE === "no-verify" ? "require" : undefined);

const needsAuthorities = ({ verify, caFile }: TlsOptions) =>
  (verify === "full" || verify === "chain") && caFile === undefined;

/** libpq has no authorities of its own; it gets those that Node.js trusts. */
function writeAuthorities() {
  const folder = mkdtempSync(join(tmpdir(), "authorities-"));
  const file = join(folder, "authorities.pem");
  writeFileSync(file, getCACertificates().join("\n"));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
