import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { AppError } from "../errors/index.ts";

/** How a connection is encrypted, and what of the server's certificate is verified. */
export interface TlsOptions {
  /** `chain` verifies who signed the certificate, `full` also that it is made out to this host. */
  readonly verify: "off" | "nothing" | "chain" | "full";
  /** Whether the handshake begins at once, without asking the server whether it knows encryption. */
  readonly direct: boolean;
  readonly caFile: string | undefined;
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
}

const SSL_MODES = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"];

/** Whether `sslmode` of an address can have this value. */
export const isSslMode = (mode: string): boolean => SSL_MODES.includes(mode);

/**
 * Reads from the parameters of an address how its connections are encrypted. As in the driver, every mode but `no-verify` verifies the whole certificate unless
 * `uselibpqcompat=true` asks for the weaker meanings that libpq gives them.
 *
 * @returns undefined when no parameter is about encryption
 */
export function parseTls(parameters: URLSearchParams): TlsOptions | undefined {
  const verify = parseVerification(parameters);
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

function parseVerification(parameters: URLSearchParams): TlsOptions["verify"] | undefined {
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
 * The same options for the driver, with the contents of the files.
 *
 * @throws AppError `database.tls-file` when a file of the address cannot be read
 */
export function createDriverTls({
  verify,
  caFile,
  certificateFile,
  keyFile,
}: TlsOptions): false | ConnectionOptions {
  if (verify === "off") return false;
  return {
    rejectUnauthorized: verify !== "nothing",
    ...(verify === "chain" && { checkServerIdentity: () => undefined }),
    ...(caFile !== undefined && { ca: readTlsFile("sslrootcert", caFile) }),
    ...(certificateFile !== undefined && { cert: readTlsFile("sslcert", certificateFile) }),
    ...(keyFile !== undefined && { key: readTlsFile("sslkey", keyFile) }),
  };
}

function readTlsFile(parameter: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new AppError({
      code: "database.tls-file",
      category: "unavailable",
      message: `The file ${file}, which ${parameter} of the database's address names, ${code === "ENOENT" ? "does not exist" : "cannot be read"}.`,
      hint: `Correct ${parameter} in the address, and let the user that runs the application read the file.`,
      cause: error,
    });
  }
}
