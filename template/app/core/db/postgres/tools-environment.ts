import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates } from "node:tls";
import type { DatabaseAddress } from "./address.ts";
import type { Tls } from "./address-tls.ts";

interface ToolEnvironment {
  /** What libpq, which the tools are built on, reads. */
  variables: Record<string, string>;
  /** Removes what was written for them; call it when the tool has ended. */
  remove(): void;
}

const SSL_MODES: Record<Tls["verify"], string> = {
  off: "disable",
  nothing: "require",
  chain: "verify-ca",
  full: "verify-full",
};

/** The same connection for the tools as the driver has. */
export function toolEnvironment(address: DatabaseAddress): ToolEnvironment {
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
    PGSSLMODE: tls ? SSL_MODES[tls.verify] : environmentMode(),
    PGSSLROOTCERT: authorities?.file ?? tls?.caFile,
    PGSSLCERT: tls?.certificateFile,
    PGSSLKEY: tls?.keyFile,
  };
  const given = Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return { variables: Object.fromEntries(given), remove: () => authorities?.remove() };
}

/** A mode that only the driver knows. */
const environmentMode = () => (process.env.PGSSLMODE === "no-verify" ? "require" : undefined);

const needsAuthorities = ({ verify, caFile }: Tls) =>
  (verify === "full" || verify === "chain") && caFile === undefined;

/** libpq knows no authorities of its own; it gets those that Node trusts. */
function writeAuthorities() {
  const folder = mkdtempSync(join(tmpdir(), "authorities-"));
  const file = join(folder, "authorities.pem");
  writeFileSync(file, getCACertificates().join("\n"));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
