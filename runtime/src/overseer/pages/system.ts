import { OPERATOR_API_PREFIX } from "../../address/index.ts";
import { formatCommand, formatScript } from "../../format/index.ts";
import { type SystemSnapshot, takeSnapshot } from "../../operations/index.ts";
import type { OverseerEntry } from "../capabilities.ts";
import { findItem } from "../health-tree.ts";
import type { PageRequest, PageServices } from "./page-request.ts";

/** What the application's package manager calls its command and its scripts with. */
export interface CommandPrefixes {
  /** "npx my-app" */
  command: string;
  /** "npm run" */
  script: string;
}

const LIVE_PATHS = {
  events: `${OPERATOR_API_PREFIX}/system/events`,
  snapshot: `${OPERATOR_API_PREFIX}/system/snapshot`,
};

/** What every page has around it. */
export interface Frame {
  snapshot: SystemSnapshot;
  /** Milliseconds since 1970. */
  now: number;
  entries: readonly OverseerEntry[];
  panels: readonly { name: string; title: string }[];
  live: { events: string; snapshot: string } | null;
  prefixes: CommandPrefixes;
}

/** What the layout shows. */
export async function loadFrame({ health, metrics, entries, panels, live }: PageServices): Promise<Frame> {
  const snapshot = await takeSnapshot(health, metrics);
  const { name } = snapshot.health.application;
  return {
    snapshot,
    now: Date.now(),
    entries,
    panels: panels.map(({ name, title }) => ({ name, title })),
    live: live ? LIVE_PATHS : null,
    prefixes: { command: formatCommand(name), script: formatScript("").trim() },
  };
}

/** The account in the navigation. */
export interface SignedIn {
  /** Whether the application has accounts. */
  hasAccounts: boolean;
  /** The name of the account that is signed in. */
  name: string | null;
}

/** The name is a greeting, so an outage of the accounts must not make the page fail. */
export async function loadSignedIn(
  { capabilities: { accounts } }: PageServices,
  { session, log }: PageRequest,
): Promise<SignedIn> {
  if (!accounts) return { hasAccounts: false, name: null };
  try {
    return { hasAccounts: true, name: (await session())?.user.name ?? null };
  } catch (err) {
    log.error({ err }, "the session could not be read");
    return { hasAccounts: true, name: null };
  }
}

/** The page of a node of the health tree or of an entry without a page of its own. */
export interface ComponentPage {
  group: string;
  name: string;
}

/** Null when there is no such node and no such entry. */
export async function loadComponent(
  { health, entries }: PageServices,
  group: string,
  name: string,
): Promise<ComponentPage | null> {
  return findItem((await health.report()).tree, entries, group, name) ? { group, name } : null;
}
