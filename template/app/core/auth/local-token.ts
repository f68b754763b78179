import { randomBytes } from "node:crypto";

/**
 * What lets commands on this machine in as operators: another one for each process. It is left where only the
 * server's own user can read it, who can read the database as well.
 */
export const localToken = randomBytes(32).toString("base64url");

/** The header in which a command says who typed it. It is believed together with the token only. */
export const COMMAND_USER_HEADER = "x-command-user";
