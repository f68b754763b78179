import type { UsageSummary } from "../ai/usage/index.ts";
import type { Cache } from "../cache/index.ts";
import type { BackupReport, DatabaseReport } from "../database/reports/index.ts";
import type { OutboxMail, SendingReport } from "../mail/index.ts";
import type { TasksService } from "../queue/index.ts";
import type { Scheduler } from "../scheduler/index.ts";

/** What a capability is, for the navigation and for its page. */
export interface OverseerEntry {
  /** Where it stands in the health tree: "components" or "services". */
  readonly group: string;
  /** Its name, which is that of its node in the health tree, too. */
  readonly name: string;
  /** What it provides, in one sentence. */
  readonly summary: string;
  /** Where its code is. */
  readonly folder: string;
  /** Where it is documented. */
  readonly docs: string;
}

/** What the database page shows and does. */
export interface OverseerDatabase {
  /** @throws AppError while the database does not respond */
  status(): Promise<DatabaseReport>;
  /** The backups, newest first. */
  backups(): Promise<readonly BackupReport[]>;
  /** Takes a backup and verifies it. */
  backup(): Promise<BackupReport>;
  /** How many backups are kept. */
  readonly backupsKept: number;
}

/** What the mail page shows. */
export interface OverseerMail {
  readonly transport: { readonly kind: "smtp" | "outbox" | "none"; readonly place: string };
  /** How sending went last. Times are ISO 8601. */
  report(): Promise<SendingReport>;
  readonly outbox: OverseerOutbox;
}

/** The mails that were written to files instead of being sent. */
export interface OverseerOutbox {
  list(): Promise<readonly Pick<OutboxMail, "id" | "to" | "subject" | "sentAt">[]>;
  /** @throws AppError of category `not-found` */
  show(id: string): Promise<OutboxMail>;
}

/** An account, as operators see it. Times are ISO 8601. */
export interface OverseerUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly role: string;
  readonly deactivatedAt: string | null;
  readonly createdAt: string;
}

/** A session of an account. */
export interface OverseerUserSession {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly address: string | null;
  /** The User-Agent header. */
  readonly browser: string | null;
}

/** One page of accounts. */
export interface OverseerUsersPage {
  readonly users: readonly OverseerUser[];
  /** On this page and others. */
  readonly total: number;
  readonly more: boolean;
}

/** The accounts that operators manage. A user is named by id or e-mail address. */
export interface OverseerUsers {
  list(query: { search: string; after: string | undefined }): Promise<OverseerUsersPage>;
  /** @throws AppError `users.unknown` */
  show(user: string): Promise<OverseerUser>;
  sessions(user: string): Promise<readonly OverseerUserSession[]>;
  deactivate(user: string): Promise<OverseerUser>;
  reactivate(user: string): Promise<OverseerUser>;
  /** Sends the user a link to choose a new password. */
  resetPassword(user: string): Promise<OverseerUser>;
  /** Ends all sessions of a user, or one. Resolves to how many ended. */
  revoke(user: string, session?: string): Promise<number>;
  setRole(user: string, role: string, by: OverseerActor): Promise<OverseerUser>;
}

/** Totals of the accounts. */
export interface OverseerAccountFigures {
  readonly accounts: number;
  readonly admins: number;
  readonly deactivated: number;
  /** Created within a day. */
  readonly lately: number;
  readonly sessions: number;
  /** E-mail addresses whose sign-in is locked after too many failures. */
  readonly locked: number;
}

/** The operator behind a request, as the audit log stores it. */
export interface OverseerActor {
  readonly actor: { readonly id: string | null; readonly name: string };
  readonly requestId?: string | undefined;
  /** The address that the request came from. */
  readonly address?: string | undefined;
}

/** A change that an operator has requested. */
export interface OverseerAuditEvent {
  readonly by: OverseerActor;
  /** As the command of the same kind is named: "jobs pause". */
  readonly action: string;
  /** What it was done to; empty when the action has no target. */
  readonly target: string;
  readonly outcome: "done" | "failed";
}

/** An entry of the audit log. */
export interface OverseerAuditEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly outcome: "done" | "failed";
  readonly address: string | null;
}

/** The audit log. */
export interface OverseerAudit {
  /** Never rejects: the change has been made, whether it could be recorded or not. */
  record(event: OverseerAuditEvent): Promise<void>;
  /** The newest entries first. */
  list(query: {
    before: string | undefined;
    search: string;
    outcome: "done" | "failed" | undefined;
  }): Promise<{ readonly entries: readonly OverseerAuditEntry[]; readonly more: boolean }>;
}

/** What the pages about accounts show and do. */
export interface OverseerAccounts {
  readonly users: OverseerUsers;
  figures(): Promise<OverseerAccountFigures>;
  /** The roles that an account can have. */
  readonly roles: readonly string[];
}

/** What the page of models shows. */
export interface OverseerAi {
  /** The model that answers unless a request names another, with its provider. */
  readonly model: string | undefined;
  /** Whether usage and conversations are kept when the process ends. */
  readonly isPersistent: boolean;
  /** What all requests since a moment (ISO 8601) used. */
  usage(since: string): Promise<UsageSummary>;
  /** What the application has used today, and may: tokens, and millionths of a US dollar where cost is limited. */
  budget(): Promise<{
    readonly used: { readonly tokens: number; readonly microUsd: number };
    readonly limit: { readonly tokens: number; readonly microUsd: number | undefined };
  }>;
}

/** What the scheduler's pages show and do. */
export type OverseerJobs = Pick<
  Scheduler,
  "history" | "list" | "pause" | "resume" | "run" | "schedulers" | "show"
>;

/** What the worker's pages show and do. */
export type OverseerTasks = Pick<
  TasksService,
  | "cancel"
  | "contracts"
  | "discard"
  | "discardAll"
  | "drain"
  | "enqueue"
  | "list"
  | "pause"
  | "queues"
  | "resume"
  | "retry"
  | "retryAll"
  | "show"
>;

/** What the cache's page shows and does. */
export type OverseerCache = Pick<Cache, "clear" | "invalidateTag" | "stats">;

/** What the pages read and do. Each exists where a capability of the application brings what it needs. */
export interface OverseerPages {
  readonly database?: OverseerDatabase;
  readonly jobs?: OverseerJobs;
  readonly tasks?: OverseerTasks;
  readonly cache?: OverseerCache;
  readonly mail?: OverseerMail;
  readonly ai?: OverseerAi;
  readonly accounts?: OverseerAccounts;
  readonly audit?: OverseerAudit;
}
