import { useEffect, useReducer } from "react";
import type { SystemSnapshot } from "../../../operations/index.ts";
import { browserSurroundings, type LivePaths } from "./browser.ts";
import { connect } from "./connection.ts";
import { advance, type LiveState } from "./state.ts";

/**
 * The snapshot that the server rendered, then whatever is newer.
 *
 * @param paths where news come from; null: they come by loading the page again
 * @param serverNow the server's time, in milliseconds since 1970
 */
export function useLive(
  snapshot: SystemSnapshot,
  paths: LivePaths | null,
  serverNow: () => number,
): LiveState {
  const [state, dispatch] = useReducer(advance, undefined, () => ({
    snapshot,
    channel: "none" as const,
    heardAt: serverNow(),
  }));
  useEffect(
    () => (paths ? connect(browserSurroundings(paths, serverNow), dispatch) : undefined),
    [paths, serverNow],
  );
  return state;
}
