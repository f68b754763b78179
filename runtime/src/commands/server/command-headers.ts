import { findServer } from "../../address/index.ts";
import { COMMAND_USER_HEADER, getCommandUser } from "../../operators/index.ts";

/**
 * The headers that authorize a command of this machine: the token that the server of the application's folder has left for
 * commands, where it has accounts. It is sent to no other address.
 *
 * @param url where the request goes, without a slash at the end
 */
export function createCommandHeaders(url: string, dataDirectory: string): Record<string, string> {
  const server = findServer(dataDirectory);
  if (server?.token === undefined || server.url !== url) return {};
  return { authorization: `Bearer ${server.token}`, [COMMAND_USER_HEADER]: getCommandUser() };
}
