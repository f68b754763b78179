import { useOutletContext } from "react-router";
import type { SystemSnapshot } from "#app/services/system/snapshot.ts";
import type { Freshness } from "./live/freshness.ts";

/** What the layout hands to the pages inside it. */
export interface Overseer {
  snapshot: SystemSnapshot;
  freshness: Freshness;
}

export const useOverseer = (): Overseer => useOutletContext<Overseer>();
