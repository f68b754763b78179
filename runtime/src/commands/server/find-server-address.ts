import { findServer } from "../../address/index.ts";

const DEFAULT_PORT = 8_000;

/**
 * Where the server of an application's folder responds: the address that it announced, unless PORT names another port, since
 * a server then opens that one or none.
 *
 * @param port the value of PORT; undefined or 0 where none is named
 */
export function findServerAddress(dataDirectory: string, port: number | undefined): string {
  const named = port || undefined;
  const announced = findServer(dataDirectory)?.url;
  if (announced !== undefined && (named === undefined || new URL(announced).port === String(named)))
    return announced;
  return `http://127.0.0.1:${named ?? DEFAULT_PORT}`;
}
