import type { OverseerPages } from "../capabilities.ts";
import type { OverseerOptions } from "../options.ts";
import {
  type AccountsPage,
  type AuditPage,
  loadAccounts,
  loadAudit,
  loadUser,
  submitUser,
  type UserPage,
} from "./accounts.ts";
import { type AiPage, loadAi } from "./ai.ts";
import { createBackupRunner } from "./backup-runner.ts";
import { type CachePage, loadCache, submitCache } from "./cache.ts";
import { type DatabasePage, loadDatabase, submitDatabase } from "./database.ts";
import { type EnqueuePage, loadEnqueue, submitEnqueue } from "./enqueue.ts";
import type { FormFields } from "./handle-form.ts";
import { loadMail, loadOneMail, type MailPage, type OneMailPage } from "./mail.ts";
import { createOnce } from "./once.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import { loadPanel, type PanelPage, submitPanel } from "./panels.ts";
import type { FormOutcome } from "./report.ts";
import { type JobPage, loadJob, loadScheduler, type SchedulerPage, submitJob } from "./scheduler.ts";
import {
  type ComponentPage,
  type Frame,
  loadComponent,
  loadFrame,
  loadSignedIn,
  type SignedIn,
} from "./system.ts";
import { loadTask, type TaskPage } from "./task.ts";
import { loadWorker, submitWorker, type WorkerPage } from "./worker.ts";

/** What the pages of one request read and do. Each resolves to null when there is no such page. */
export interface Pages {
  signedIn(): Promise<SignedIn>;
  frame(): Promise<Frame>;
  component(group: string, name: string): Promise<ComponentPage | null>;
  database(): Promise<DatabasePage | null>;
  submitDatabase(fields: FormFields): Promise<FormOutcome | null>;
  scheduler(): Promise<SchedulerPage | null>;
  job(id: string): Promise<JobPage | null>;
  submitJob(fields: FormFields): Promise<FormOutcome | null>;
  worker(): Promise<WorkerPage | null>;
  task(id: string): Promise<TaskPage | null>;
  submitWorker(fields: FormFields): Promise<FormOutcome | null>;
  enqueue(contract: string): Promise<EnqueuePage | null>;
  submitEnqueue(contract: string, fields: FormFields): Promise<FormOutcome | null>;
  cache(): Promise<CachePage | null>;
  submitCache(fields: FormFields): Promise<FormOutcome | null>;
  mail(): Promise<MailPage | null>;
  oneMail(id: string): Promise<OneMailPage | null>;
  ai(): Promise<AiPage | null>;
  accounts(query: URLSearchParams): Promise<AccountsPage | null>;
  user(id: string): Promise<UserPage | null>;
  submitUser(fields: FormFields): Promise<FormOutcome | null>;
  audit(query: URLSearchParams): Promise<AuditPage | null>;
  panel(name: string): Promise<PanelPage | null>;
  submitPanel(name: string, fields: FormFields): Promise<FormOutcome | null>;
}

/** The pages of an Overseer, for one request after the other. */
export type PagesFor = (request: PageRequest) => Pages;

/** Creates what all requests share, from what the capabilities bring. */
export function createPages(options: OverseerOptions, capabilities: OverseerPages): PagesFor {
  const { health, metrics, live = false, entries = [], panels = [] } = options;
  const { database } = capabilities;
  const services: PageServices = {
    health,
    metrics,
    live,
    entries,
    capabilities,
    panels,
    once: createOnce(),
    backups: database && createBackupRunner({ take: () => database.backup() }),
  };
  return (request) => ({
    signedIn: () => loadSignedIn(services, request),
    frame: () => loadFrame(services),
    component: (group, name) => loadComponent(services, group, name),
    database: () => loadDatabase(services),
    submitDatabase: (fields) => submitDatabase(services, request, fields),
    scheduler: () => loadScheduler(services),
    job: (id) => loadJob(services, id),
    submitJob: (fields) => submitJob(services, request, fields),
    worker: () => loadWorker(services),
    task: (id) => loadTask(services, id),
    submitWorker: (fields) => submitWorker(services, request, fields),
    enqueue: (contract) => loadEnqueue(services, contract),
    submitEnqueue: (contract, fields) => submitEnqueue(services, request, contract, fields),
    cache: () => loadCache(services),
    submitCache: (fields) => submitCache(services, request, fields),
    mail: () => loadMail(services),
    oneMail: (id) => loadOneMail(services, id),
    ai: () => loadAi(services),
    accounts: (query) => loadAccounts(services, request, query),
    user: (id) => loadUser(services, request, id),
    submitUser: (fields) => submitUser(services, request, fields),
    audit: (query) => loadAudit(services, query),
    panel: (name) => loadPanel(services, name),
    submitPanel: (name, fields) => submitPanel(services, request, name, fields),
  });
}

/** What a page needs of the request besides. */
export interface PageContext {
  /** Of the Content-Security-Policy; every inline script of the response carries it. */
  readonly nonce: string;
  readonly requestId: string;
  /** Aborts when the page is no longer needed. The signal of the web request is a copy, which may be collected. */
  readonly signal: AbortSignal;
  readonly log: PageRequest["log"];
  /** Whether a page that fails shows where. */
  readonly showErrors: boolean;
  /** How the request is refused; undefined when it has access. */
  readonly refusal:
    | { readonly status: number }
    | { signIn(page: Request): string }
    | { readonly error: unknown }
    | undefined;
  readonly pages: Pages;
}
