import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { createId } from "../../database/index.ts";
import type { AuthStore, SqliteAuthTables } from "../tables.ts";
import { createLikePattern } from "../users/search-condition.ts";
import { isRecordedByService } from "./actions.ts";
import type { Requester } from "./actor.ts";
import { type AuditEntry, type AuditReport, toAuditEntry } from "./audit-report.ts";

/** How long entries are kept: a year, in which an investigation finds the beginning of an incident. */
export const AUDIT_RETENTION_MS = 365 * 86_400_000;

/** What is longer does not name anything. */
const MAX_TARGET_CHARACTERS = 300;

const DEFAULT_PAGE_SIZE = 50;

/** Characters that would show a reader something else than what was done. */
const HIDDEN_CHARACTERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** What the service is created from. */
export interface AuditServiceOptions {
  readonly store: AuthStore;
  readonly log: { error(fields: object, message: string): void };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A change that was made. Never what a request or a form contained: that may be a secret. */
export interface AuditEvent {
  readonly by: Requester;
  /** As the command of the same kind is named: "jobs pause". */
  readonly action: string;
  /** What it was done to. */
  readonly target?: string | undefined;
  readonly outcome: AuditEntry["outcome"];
}

/** Which entries to list. */
export interface AuditQuery {
  /** How many at most; 50 by default. */
  readonly limit?: number | undefined;
  /** The id of the last one on the page before. */
  readonly before?: string | undefined;
  /** A part of the actor, of the action or of the target. */
  readonly search?: string | undefined;
  readonly outcome?: AuditEntry["outcome"] | undefined;
}

/** The audit log: every change that an operator requests. Entries are only added, and deleted when they are too old. */
export class AuditService {
  readonly #store: AuthStore;
  readonly #log: AuditServiceOptions["log"];
  readonly #now: () => number;

  constructor({ store, log, now }: AuditServiceOptions) {
    this.#store = store;
    this.#log = log;
    this.#now = now;
  }

  /**
   * Records a change that a page, the API or a command requested, unless a service has recorded it with more details. It
   * never rejects: the change has been made, and a lost entry is in the log.
   */
  async record(event: AuditEvent): Promise<void> {
    if (!isRecordedByService(event.action, event.outcome)) await this.recordByService(event);
  }

  /** The same for a service that records its own changes. */
  async recordByService({ by, action, target, outcome }: AuditEvent): Promise<void> {
    const { actor, requestId, address } = by;
    const now = this.#now();
    const entry = {
      id: createId(now),
      at: new Date(now),
      actorId: actor.id,
      actor: actor.name,
      action,
      target: target?.slice(0, MAX_TARGET_CHARACTERS).replace(HIDDEN_CHARACTERS, "\ufffd") || null,
      outcome,
      requestId: requestId ?? null,
      address: address ?? null,
    };
    try {
      await this.#store.db.insert(this.#store.tables.auditEntries).values(entry);
    } catch (err) {
      this.#log.error({ err, entry }, "an entry of the audit log was not recorded");
    }
  }

  /** Lists entries, newest first. */
  async list({ limit = DEFAULT_PAGE_SIZE, before, search, outcome }: AuditQuery = {}): Promise<AuditReport> {
    const { db, tables } = this.#store;
    const { auditEntries } = tables;
    const rows = await db
      .select()
      .from(auditEntries)
      .where(
        and(
          before === undefined ? undefined : lt(auditEntries.id, before),
          outcome === undefined ? undefined : eq(auditEntries.outcome, outcome),
          createCondition(search, auditEntries),
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(limit + 1);
    return { entries: rows.slice(0, limit).map(toAuditEntry), more: rows.length > limit };
  }

  /** Deletes entries that are older than a year. @returns how many */
  async deleteOld(): Promise<number> {
    const { auditEntries } = this.#store.tables;
    const old = new Date(this.#now() - AUDIT_RETENTION_MS);
    const deleted = await this.#store.db.delete(auditEntries).where(lt(auditEntries.at, old)).returning();
    return deleted.length;
  }
}

/** A condition for entries that contain the words, whatever the case of the letters; `%` and `_` mean themselves. */
function createCondition(
  words: string | undefined,
  { actor, action, target }: SqliteAuthTables["auditEntries"],
): SQL | undefined {
  const text = words?.trim().toLowerCase();
  if (!text) return undefined;
  const pattern = createLikePattern(text);
  return or(
    sql`lower(${actor}) LIKE ${pattern} ESCAPE '!'`,
    sql`lower(${target}) LIKE ${pattern} ESCAPE '!'`,
    sql`lower(${action}) LIKE ${pattern} ESCAPE '!'`,
  );
}
