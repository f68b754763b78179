import { findServer } from "@aegis-stack/runtime/address";
import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";

/**
 * Where the server of this folder answers: where it said so, unless PORT names another port, since a server then opens
 * that one or none.
 */
export function ownAddress(): string {
  const port = settings.PORT || undefined;
  const found = findServer(DATA_DIRECTORY)?.url;
  if (found !== undefined && (port === undefined || new URL(found).port === String(port))) return found;
  return `http://127.0.0.1:${port ?? 8_000}`;
}
