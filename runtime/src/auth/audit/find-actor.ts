import { COMMAND_USER_HEADER } from "../../operators/index.ts";
import { OPERATOR_ROLE } from "../roles.ts";
import { type Actor, createCommandActor, createUserActor, PASSWORD_ACTOR, UNKNOWN_ACTOR } from "./actor.ts";

/**
 * Finds the actor of a request that was authorized as an operator's.
 *
 * @param headers of the request
 * @param user who is signed in
 */
export function findActor(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  user: { readonly id: string; readonly email: string; readonly role: string } | undefined,
): Actor {
  if (user?.role === OPERATOR_ROLE) return createUserActor(user);
  const scheme = String(headers.authorization ?? "").split(" ", 1)[0];
  if (scheme?.toLowerCase() === "bearer")
    return createCommandActor(String(headers[COMMAND_USER_HEADER] ?? ""));
  if (scheme?.toLowerCase() === "basic") return PASSWORD_ACTOR;
  return UNKNOWN_ACTOR;
}
