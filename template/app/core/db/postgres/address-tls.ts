import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { AppError } from "@aegis-stack/runtime/errors";

/** How a connection is encrypted, and what of the server's certificate is verified. */
export interface Tls {
  /** `chain` verifies who signed the certificate, `full` also that it is made out to this host. */
  verify: "off" | "nothing" | "chain" | "full";
  /** Whether the handshake begins at once, without asking the server whether it knows encryption. */
  direct: boolean;
  caFile: string | undefined;
  certificateFile: string | undefined;
  keyFile: string | undefined;
}

const MODES = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"];

export const isEncryption = (mode: string): boolean => MODES.includes(mode);

/**
 * What an address says of encryption. As in the driver, every mode but `no-verify` verifies the whole certificate unless
 * `uselibpqcompat=true` asks for the weaker meanings that libpq gives them.
 */
export function tlsOf(parameters: URLSearchParams): Tls | undefined {
  const verify = verifyOf(parameters);
  if (verify === undefined) return undefined;
  const file = (name: string) => parameters.get(name) || undefined;
  const caFile = file("sslrootcert");
  return {
    verify,
    direct: parameters.get("sslnegotiation") === "direct",
    caFile: caFile === "system" ? undefined : caFile,
    certificateFile: file("sslcert"),
    keyFile: file("sslkey"),
  };
}

function verifyOf(parameters: URLSearchParams): Tls["verify"] | undefined {
  const mode = parameters.get("sslmode");
  const hasCa = parameters.has("sslrootcert");
  if (mode === "disable") return "off";
  if (mode === "no-verify") return "nothing";
  if (mode !== null && mode !== "verify-full" && parameters.get("uselibpqcompat") === "true") {
    if (mode === "verify-ca") return "chain";
    return mode === "require" && hasCa ? "chain" : "nothing";
  }
  if (mode !== null || hasCa || parameters.has("sslcert") || parameters.has("sslkey")) return "full";
  const ssl = parameters.get("ssl");
  if (ssl === "no-verify") return "nothing";
  if (ssl === "0" || ssl === "false") return "off";
  return ssl !== null || parameters.get("sslnegotiation") === "direct" ? "full" : undefined;
}

/**
 * The same for the driver.
 *
 * @throws AppError `database.tls-file` when a file of the address cannot be read
 */
export function driverTls({ verify, caFile, certificateFile, keyFile }: Tls): false | ConnectionOptions {
  if (verify === "off") return false;
  return {
    rejectUnauthorized: verify !== "nothing",
    ...(verify === "chain" && { checkServerIdentity: () => undefined }),
    ...(caFile !== undefined && { ca: read("sslrootcert", caFile) }),
    ...(certificateFile !== undefined && { cert: read("sslcert", certificateFile) }),
    ...(keyFile !== undefined && { key: read("sslkey", keyFile) }),
  };
}

function read(parameter: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new AppError({
      code: "database.tls-file",
      kind: "unavailable",
      what: `The file ${file}, which ${parameter} of the database's address names, ${code === "ENOENT" ? "does not exist" : "cannot be read"}.`,
      todo: `Correct ${parameter} in the address, and let the user that runs the application read the file.`,
      cause: error,
    });
  }
}
