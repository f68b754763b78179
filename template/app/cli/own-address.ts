import { findServer } from "#app/core/address.ts";
import { settings } from "#app/core/settings/index.ts";

/**
 * Where the server of this folder answers: where it said so, unless PORT names another port, since a server then opens
 * that one or none.
 */
export function ownAddress(): string {
  const port = settings.PORT || undefined;
  const found = findServer()?.url;
  if (found !== undefined && (port === undefined || new URL(found).port === String(port))) return found;
  return `http://127.0.0.1:${port ?? 8_000}`;
}
