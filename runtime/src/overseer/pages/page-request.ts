import type { OverseerActor, OverseerAudit, OverseerEntry, OverseerPages } from "../capabilities.ts";
import type { OverseerOptions, OverseerSession } from "../options.ts";
import type { Panel } from "../panel.ts";
import type { BackupRunner } from "./backup-runner.ts";
import type { Once } from "./once.ts";

/** What all pages of one Overseer share. */
export interface PageServices extends Pick<OverseerOptions, "health" | "metrics" | "live"> {
  readonly entries: readonly OverseerEntry[];
  readonly capabilities: OverseerPages;
  readonly panels: readonly Panel[];
  readonly once: Once;
  /** Absent without a database. */
  readonly backups: BackupRunner | undefined;
}

/** What the pages need to know of the request that they respond to. */
export interface PageRequest {
  /** Writes lines with the request's id. */
  readonly log: { error(fields: object, message: string): void };
  /** The account that is signed in. Looked up once, when it is first needed. */
  session(): Promise<OverseerSession | null>;
  /** The operator; undefined where the application has no audit log. */
  actor(): Promise<OverseerActor | undefined>;
}

/** Records what an operator has requested; nothing of what the form contained but the name of its target. */
export async function recordAudit(
  audit: OverseerAudit | undefined,
  request: PageRequest,
  { action, about }: { action: string; about: string },
  outcome: "done" | "failed",
): Promise<void> {
  if (!audit) return;
  const by = await request.actor();
  if (by) await audit.record({ by, action, target: about, outcome });
}
