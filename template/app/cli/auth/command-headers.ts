import { findServer } from "@aegis-stack/runtime/address";
import { COMMAND_USER_HEADER } from "#app/core/auth/local-token.ts";
import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { osUser } from "./os-user.ts";

/**
 * What a request to the server of this folder carries to be let in: the token that it has left for commands. To no
 * other address is it sent.
 *
 * @param url where the request goes, no slash at the end
 */
export function commandHeaders(url: string, dataDirectory = DATA_DIRECTORY): Record<string, string> {
  const server = findServer(dataDirectory);
  if (server?.token === undefined || server.url !== url) return {};
  return { authorization: `Bearer ${server.token}`, [COMMAND_USER_HEADER]: osUser() };
}
