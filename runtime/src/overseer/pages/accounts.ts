import { z } from "zod";
import type {
  OverseerAccountFigures,
  OverseerAccounts,
  OverseerActor,
  OverseerAuditEntry,
  OverseerUser,
  OverseerUserSession,
  OverseerUsersPage,
} from "../capabilities.ts";
import { attempt } from "./attempt.ts";
import type { Fault } from "./fault.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome, Report } from "./report.ts";

/** No e-mail address and no name is longer. */
const MAX_SEARCH_CHARACTERS = 254;

/** What the page of all accounts shows. */
export interface AccountsPage {
  figures: OverseerAccountFigures | null;
  list: OverseerUsersPage | null;
  fault: Fault | null;
  search: string;
  /** The id of the account that is signed in. */
  own: string | undefined;
}

/** Null without accounts. */
export async function loadAccounts(
  { capabilities: { accounts } }: PageServices,
  request: PageRequest,
  query: URLSearchParams,
): Promise<AccountsPage | null> {
  if (!accounts) return null;
  const search = (query.get("search") ?? "").slice(0, MAX_SEARCH_CHARACTERS);
  const after = query.get("after") ?? undefined;
  const [figures, list] = await Promise.all([
    attempt(() => accounts.figures()),
    attempt(() => accounts.users.list({ search, after })),
  ]);
  const own = (await request.session())?.user.id;
  return { figures: figures.value, list: list.value, fault: figures.fault ?? list.fault, search, own };
}

/** What the page of an account shows. */
export interface UserPage {
  ask: string;
  roles: readonly string[];
  shown: readonly [OverseerUser, readonly OverseerUserSession[]] | null;
  fault: Fault | null;
  own: { user: string | undefined; session: string | undefined };
}

/** Null when there is no such account. */
export async function loadUser(
  { capabilities: { accounts } }: PageServices,
  request: PageRequest,
  id: string,
): Promise<UserPage | null> {
  if (!accounts) return null;
  const { users, roles } = accounts;
  const { value, fault } = await attempt(() => Promise.all([users.show(id), users.sessions(id)]));
  if (fault?.code === "users.unknown") return null;
  const current = await request.session();
  const own = { user: current?.user.id, session: current?.id };
  return { ask: crypto.randomUUID(), roles, shown: value, fault, own };
}

/** The e-mail address instead of the id: the audit log stores the target, and operators read it. */
const user = z.string().min(1).max(MAX_SEARCH_CHARACTERS);

const createUserForm = (roles: readonly string[]) =>
  z.discriminatedUnion("intent", [
    z.object({ intent: z.enum(["deactivate", "reactivate", "reset-password", "revoke-all"]), user }),
    z.object({ intent: z.literal("revoke"), user, session: z.string().min(1).max(64) }),
    z.object({ intent: z.literal("set-role"), user, role: z.enum([...roles]) }),
  ]);
type UserForm = z.infer<ReturnType<typeof createUserForm>>;

/** Null without accounts. */
export async function submitUser(
  services: PageServices,
  request: PageRequest,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { accounts } = services.capabilities;
  if (!accounts) return null;
  return handleForm(services, request, fields, {
    schema: createUserForm(accounts.roles),
    run: async (form) => operate(accounts, form, await request.actor()),
    describe: ({ intent, user: about }) => ({
      action: `users ${intent === "revoke-all" ? "revoke" : intent}`,
      about,
    }),
  });
}

const UNKNOWN_OPERATOR: OverseerActor = { actor: { id: null, name: "unknown" } };

async function operate(
  { users }: OverseerAccounts,
  form: UserForm,
  by: OverseerActor = UNKNOWN_OPERATOR,
): Promise<Report> {
  const done = (message: string): Report => ({ kind: "done", about: form.user, message, hint: "" });
  switch (form.intent) {
    case "deactivate": {
      const { email } = await users.deactivate(form.user);
      return done(`${email} is deactivated: every session has ended, and new sign-ins are refused.`);
    }
    case "reactivate": {
      const { email } = await users.reactivate(form.user);
      return done(`${email} can sign in again.`);
    }
    case "reset-password": {
      const { email } = await users.resetPassword(form.user);
      return done(`A mail with a link to reset the password is on its way to ${email}.`);
    }
    case "revoke-all":
      return done(`${await users.revoke(form.user)} sessions have ended.`);
    case "revoke": {
      const ended = await users.revoke(form.user, form.session);
      return done(ended === 0 ? "The session had already ended." : "The session has ended.");
    }
    case "set-role": {
      const { email, role } = await users.setRole(form.user, form.role, by);
      return done(`${email} is ${role} from the next request on.`);
    }
  }
}

const AUDIT_OUTCOMES = ["done", "failed"] as const;

/** What the page of the audit log shows. */
export interface AuditPage {
  entries: readonly OverseerAuditEntry[];
  more: boolean;
  search: string;
  outcome: "" | "done" | "failed";
}

/** Null without an audit log. */
export async function loadAudit(
  { capabilities: { audit } }: PageServices,
  query: URLSearchParams,
): Promise<AuditPage | null> {
  if (!audit) return null;
  const before = query.get("before") ?? undefined;
  const search = (query.get("search") ?? "").slice(0, MAX_SEARCH_CHARACTERS);
  const outcome = AUDIT_OUTCOMES.find((one) => one === query.get("outcome"));
  return { ...(await audit.list({ before, search, outcome })), search, outcome: outcome ?? "" };
}
