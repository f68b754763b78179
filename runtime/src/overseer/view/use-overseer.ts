import { useOutletContext } from "react-router";
import type { SystemSnapshot } from "../../operations/index.ts";
import type { OverseerEntry } from "../capabilities.ts";
import type { CommandPrefixes } from "../pages/system.ts";
import type { Freshness } from "./live/freshness.ts";

/** What the layout hands to the pages inside it. */
export interface Overseer {
  snapshot: SystemSnapshot;
  freshness: Freshness;
  entries: readonly OverseerEntry[];
  prefixes: CommandPrefixes;
}

export const useOverseer = (): Overseer => useOutletContext<Overseer>();
