import { useEffect, useReducer } from "react";
import type { SystemSnapshot } from "#app/services/system/snapshot.ts";
import { browserSurroundings } from "./browser.ts";
import { connect } from "./connection.ts";
import { advance, type LiveState } from "./state.ts";

/**
 * The snapshot that the server rendered, then whatever is newer.
 *
 * @param serverNow the server's time, in milliseconds since 1970
 */
export function useLive(snapshot: SystemSnapshot, serverNow: () => number): LiveState {
  const [state, dispatch] = useReducer(advance, undefined, () => ({
    snapshot,
    channel: "none" as const,
    heardAt: serverNow(),
  }));
  useEffect(() => connect(browserSurroundings(serverNow), dispatch), [serverNow]);
  return state;
}
