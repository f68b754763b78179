import { COMMAND_USER_HEADER } from "#app/core/auth/local-token.ts";
import type { SessionUser } from "../session.ts";
import { type Actor, actorOf, commandLine, PASSWORD_HOLDER, UNKNOWN } from "./actor.ts";

/**
 * Who is behind a request that was let in as an operator's.
 *
 * @param headers of the request
 * @param user who is signed in
 */
export function actorBehind(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  user: SessionUser | undefined,
): Actor {
  if (user?.role === "admin") return actorOf(user);
  const scheme = String(headers.authorization ?? "").split(" ", 1)[0];
  if (scheme?.toLowerCase() === "bearer") return commandLine(String(headers[COMMAND_USER_HEADER] ?? ""));
  if (scheme?.toLowerCase() === "basic") return PASSWORD_HOLDER;
  return UNKNOWN;
}
