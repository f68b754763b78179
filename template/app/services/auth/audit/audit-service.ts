import { createId } from "@aegis-stack/runtime/database";
import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { auditEntries } from "../tables.ts";
import type { Asker } from "./actor.ts";
import { type AuditEntry, type AuditReport, entryOf } from "./report.ts";

/** How long entries are kept, in milliseconds: a year, in which whoever looks for the beginning of something finds it. */
export const KEPT = 365 * 86_400_000;

/** Characters of a target that are kept: who writes more does not mean a name. */
const LONGEST = 300;

/** Characters that would make a reader see something else than what was done. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

export interface AuditServiceOptions {
  db: Db;
  log: { error(fields: object, message: string): void };
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What was done. Never what a request or a form held: that may be a secret. */
export interface Deed {
  by: Asker;
  /** In words: "jobs pause". */
  action: string;
  /** What it was done to. */
  target?: string | undefined;
  outcome: AuditEntry["outcome"];
}

export interface AuditQuestion {
  /** How many at the most. */
  limit?: number | undefined;
  /** The id of the last one on the page before. */
  before?: string | undefined;
  /** A part of who did it, of the action or of what it was done to. */
  search?: string | undefined;
  outcome?: AuditEntry["outcome"] | undefined;
}

/** So many are on a page unless it is said otherwise. */
export const ENTRIES_ON_A_PAGE = 50;

/** Who has done what: every change that an operator has asked for. Entries are only ever added, and dropped when they are too old. */
export class AuditService {
  readonly #db: Db;
  readonly #log: AuditServiceOptions["log"];
  readonly #now: () => number;

  constructor({ db, log, now = Date.now }: AuditServiceOptions) {
    this.#db = db;
    this.#log = log;
    this.#now = now;
  }

  /** Keeps what was done. It never rejects: the deed is done, and stays so; a loss is in the log, with the entry. */
  async record({ by: { actor, requestId, address }, action, target, outcome }: Deed): Promise<void> {
    const now = this.#now();
    const entry = {
      id: createId(now),
      at: new Date(now),
      actorId: actor.id,
      actor: actor.name,
      action,
      target: target?.slice(0, LONGEST).replace(HIDDEN, "\ufffd") || null,
      outcome,
      requestId: requestId ?? null,
      address: address ?? null,
    };
    try {
      await this.#db.insert(auditEntries).values(entry);
    } catch (err) {
      this.#log.error({ err, entry }, "an entry of the audit trail was not kept");
    }
  }

  /** The newest first. */
  async list({
    limit = ENTRIES_ON_A_PAGE,
    before,
    search,
    outcome,
  }: AuditQuestion = {}): Promise<AuditReport> {
    const rows = await this.#db
      .select()
      .from(auditEntries)
      .where(
        and(
          before === undefined ? undefined : lt(auditEntries.id, before),
          outcome === undefined ? undefined : eq(auditEntries.outcome, outcome),
          matching(search),
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(limit + 1);
    return { entries: rows.slice(0, limit).map(entryOf), more: rows.length > limit };
  }

  /** Drops what is older than a year. @returns how many entries */
  async clean(): Promise<number> {
    const old = new Date(this.#now() - KEPT);
    const gone = await this.#db.delete(auditEntries).where(lt(auditEntries.at, old)).returning();
    return gone.length;
  }
}

/** Finds entries by a part of their words, whatever the case of its letters; `%` and `_` mean themselves. */
function matching(words: string | undefined): SQL | undefined {
  const sought = words?.trim().toLowerCase();
  if (!sought) return undefined;
  const part = `%${sought.replace(/[!%_]/g, "!$&")}%`;
  const like = (column: typeof auditEntries.actor | typeof auditEntries.target) =>
    sql`lower(${column}) LIKE ${part} ESCAPE '!'`;
  return or(
    like(auditEntries.actor),
    like(auditEntries.target),
    sql`lower(${auditEntries.action}) LIKE ${part} ESCAPE '!'`,
  );
}
