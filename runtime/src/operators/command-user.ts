import { userInfo } from "node:os";

/** The header in which a command names its user. It is believed only together with the token of the server. */
export const COMMAND_USER_HEADER = "x-command-user";

/** The user of the operating system who runs a command; "unknown" where the system has no name, as in some containers. */
export function getCommandUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
