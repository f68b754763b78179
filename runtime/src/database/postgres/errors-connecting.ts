import { AppError } from "../../errors/index.ts";
import { getErrorCode } from "../../postgres/index.ts";

interface Explanation {
  code: string;
  message(place: string, reason: string): string;
  hint: string;
}

const SERVER_UNREACHABLE: Explanation = {
  code: "database.unreachable",
  message: (place) => `The database server at ${place} does not answer.`,
  hint: "Start it, or set DATABASE_URL to where it is.",
};

const SERVER_STARTING: Explanation = {
  ...SERVER_UNREACHABLE,
  message: (place) => `The database server at ${place} is just starting or stopping.`,
};

const refused = (reason: string, hint: string): Explanation => ({
  code: "database.refused",
  message: (place) => `The database server at ${place} refuses the connection: ${reason}.`,
  hint,
});

const CREDENTIALS_HINT = "Set DATABASE_URL to a user and a password that the server knows.";

const tls = (reason: string, hint: string): Explanation => ({
  code: "database.tls",
  message: (place) => `The connection to the database server at ${place} cannot be encrypted: ${reason}.`,
  hint,
});

const UNKNOWN_AUTHORITY = tls(
  "the server's certificate is not signed by an authority that this machine trusts",
  "Name the authority's certificate in the address, sslrootcert=FILE; sslmode=no-verify encrypts without verifying the server.",
);

const CERTIFICATE_OUTDATED = tls(
  "the server's certificate is not valid at this time",
  "Renew the certificate, and compare the clocks of both machines.",
);

/** By the code of the server, or of the system on the way to it. */
const EXPLANATION_OF_CODE: Record<string, Explanation> = {
  "57P03": SERVER_STARTING,
  "28P01": refused("the password is wrong, or the user does not exist", CREDENTIALS_HINT),
  "3D000": {
    code: "database.missing",
    message: (place) => `The database server has no database ${place}.`,
    hint: "Make it with createdb, or set DATABASE_URL to one that is there.",
  },
  "08P01": {
    ...SERVER_UNREACHABLE,
    message: (place, reason) =>
      `The database server, or the pooler in front of it, at ${place} reports: ${reason}.`,
    hint: "Check the log of the server and of the pooler.",
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  CERT_UNTRUSTED: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: CERTIFICATE_OUTDATED,
  CERT_NOT_YET_VALID: CERTIFICATE_OUTDATED,
  ERR_TLS_CERT_ALTNAME_INVALID: tls(
    "the server's certificate is made out to another name",
    "Use the name of the certificate as host of the address; sslmode=verify-ca with uselibpqcompat=true and sslrootcert verifies only who signed it.",
  ),
};

/** By the message of the server or the driver, where the code is not specific. */
const EXPLANATION_OF_MESSAGE: readonly [RegExp, Explanation][] = [
  [
    /no pg_hba\.conf entry.*(no encryption|SSL off)|SSL required/i,
    refused(
      "it takes no unencrypted connection of this user from this machine",
      "Encrypt it: add sslmode=verify-full to the address, or sslmode=no-verify where its certificate cannot be verified. Otherwise add a line to the server's pg_hba.conf.",
    ),
  ],
  [
    /no pg_hba\.conf entry|pg_hba\.conf rejects/i,
    refused(
      "its pg_hba.conf does not let this user in from this machine",
      "Add a line for the user, the database and this machine to pg_hba.conf, or set DATABASE_URL to a user that may connect.",
    ),
  ],
  [/role .* does not exist/i, refused("the user does not exist", CREDENTIALS_HINT)],
  [
    /not permitted to log in/i,
    refused("the user may not log in", "Let it: ALTER ROLE … LOGIN, or set DATABASE_URL to another user."),
  ],
  [
    /certificate authentication failed|requires a valid client certificate/i,
    refused(
      "it wants a certificate of this client",
      "Name certificate and key in the address: sslcert=FILE&sslkey=FILE.",
    ),
  ],
  [
    /client password must be a string|no password supplied/i,
    refused("it wants a password", CREDENTIALS_HINT),
  ],
  [
    /does not support SSL connections/i,
    tls(
      "the server does not know encryption",
      "Switch it on at the server; sslmode=disable in the address does without where the network is safe.",
    ),
  ],
  [/database system is (starting up|shutting down|in recovery)/i, SERVER_STARTING],
];

/** Codes of sockets, and of servers that start, stop, or break the protocol. */
const LOST_CODES =
  /^(ECONN(REFUSED|RESET|ABORTED)|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN)|ENOTFOUND|EAI_\w+|EPIPE|ETIMEDOUT|57P0[1-5]|08\w{3})$/;

/** The driver has no code for connections that were lost or never established. */
const LOST_MESSAGES =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection timeout|client has encountered a connection error|query read timeout/i;

/** Explains an error of a connection that was lost or is refused. @returns undefined for any other error */
export function explainUnreachable(error: unknown, place: string): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = getErrorCode(error);
  const byMessage =
    mayBeExplainedByMessage(code) && EXPLANATION_OF_MESSAGE.find(([pattern]) => pattern.test(error.message));
  const known = byMessage ? byMessage[1] : EXPLANATION_OF_CODE[code];
  const found =
    known ?? (LOST_CODES.test(code) || LOST_MESSAGES.test(error.message) ? SERVER_UNREACHABLE : undefined);
  return found && make(found, error, place);
}

/** The messages of other errors may contain anything that is in a query. */
const mayBeExplainedByMessage = (code: string) => /^($|28|08|57P|ERR_SSL|EPROTO)/.test(code);

/** Explains an error while connecting: no query has been sent, so it can only be about the connection. */
export function explainConnecting(
  error: unknown,
  place: string,
  explain: (error: unknown) => unknown,
): unknown {
  const explained = explain(error);
  if (explained instanceof AppError || !(error instanceof Error)) return explained;
  const isTls =
    /^(ERR_SSL|ERR_TLS|EPROTO|ERR_OSSL|CERT_)/.test(getErrorCode(error)) ||
    /certificate/i.test(error.message);
  const message = `The connection to the database server at ${place} could not be set up: ${error.message.trim()}.`;
  const hint = isTls
    ? "Check sslmode, sslrootcert, sslcert and sslkey in the address, and the encryption of the server."
    : "Check DATABASE_URL and the server's log.";
  return new AppError({
    code: isTls ? "database.tls" : "database.refused",
    category: "unavailable",
    message,
    hint,
    cause: error,
  });
}

const make = ({ code, message, hint }: Explanation, cause: Error, place: string) =>
  new AppError({ code, category: "unavailable", message: message(place, cause.message), hint, cause });
