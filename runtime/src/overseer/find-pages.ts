import { AppError } from "../errors/index.ts";
import type { OverseerPages } from "./capabilities.ts";
import type { OverseerOptions } from "./options.ts";

type RequiredPages = Required<OverseerPages>;

/** What each page needs. A capability is typed by no page, since no folder of the runtime imports this one: it is checked. */
const PAGE_MEMBERS: {
  readonly [Page in keyof RequiredPages]: Readonly<Record<keyof RequiredPages[Page], true>>;
} = {
  database: { status: true, backups: true, backup: true, backupsKept: true },
  jobs: { history: true, list: true, pause: true, resume: true, run: true, schedulers: true, show: true },
  tasks: {
    cancel: true,
    contracts: true,
    discard: true,
    discardAll: true,
    drain: true,
    enqueue: true,
    list: true,
    pause: true,
    queues: true,
    resume: true,
    retry: true,
    retryAll: true,
    show: true,
  },
  cache: { clear: true, invalidateTag: true, stats: true },
  mail: { transport: true, report: true, outbox: true },
  ai: { model: true, isPersistent: true, usage: true, budget: true },
  accounts: { users: true, figures: true, roles: true },
  audit: { record: true, list: true },
};

const isPageName = (name: string): name is keyof OverseerPages => Object.hasOwn(PAGE_MEMBERS, name);

/** What is wrong with a page that a capability brings; undefined where it is complete and the only one of its name. */
function findFault(
  page: string,
  members: object,
  by: string,
  broughtBy: string | undefined,
): AppError | undefined {
  if (!isPageName(page)) return unknownPage(page, by);
  if (broughtBy !== undefined) return pageTwice(page, by, broughtBy);
  const missing = Object.keys(PAGE_MEMBERS[page]).filter((member) => !(member in members));
  return missing.length > 0 ? incompletePage(page, by, missing) : undefined;
}

/** Holds once each page has been checked. */
const areComplete = (pages: object): pages is OverseerPages => Object.keys(pages).every(isPageName);

/**
 * Collects what the capabilities of an application bring for the pages of Overseer.
 *
 * @throws AppError `overseer.unknown-page`, `overseer.incomplete-page`, `overseer.page-twice`
 */
export function findPages({ capabilities = [] }: Pick<OverseerOptions, "capabilities">): OverseerPages {
  const pages: Record<string, object> = {};
  const owners = new Map<string, string>();
  for (const { name: by, overseer = {} } of capabilities) {
    for (const [page, members] of Object.entries(overseer)) {
      const fault = findFault(page, members, by, owners.get(page));
      if (fault) throw fault;
      pages[page] = members;
      owners.set(page, by);
    }
  }
  return areComplete(pages) ? pages : {};
}

const unknownPage = (page: string, by: string) =>
  new AppError({
    code: "overseer.unknown-page",
    category: "invalid",
    message: `The capability "${by}" brings a page "${page}", which Overseer does not have.`,
    hint: `Overseer has pages for ${Object.keys(PAGE_MEMBERS).join(", ")}; a page of another kind is a panel.`,
  });

const pageTwice = (page: string, one: string, other: string) =>
  new AppError({
    code: "overseer.page-twice",
    category: "invalid",
    message: `The capabilities "${other}" and "${one}" both bring the page "${page}" of Overseer.`,
    hint: "List one of them in the application.",
  });

const incompletePage = (page: string, by: string, missing: readonly string[]) =>
  new AppError({
    code: "overseer.incomplete-page",
    category: "invalid",
    message: `The page "${page}" of the capability "${by}" lacks ${missing.join(", ")}.`,
    hint: "OverseerPages of @aegis-stack/runtime/overseer declares what each page needs.",
  });
