import type { CommandModule } from "../../commands/index.ts";
import { AppError } from "../../errors/index.ts";
import { getCommandUser } from "../../operators/index.ts";
import { formatStatus, print, printResult } from "../../terminal/index.ts";
import { createCommandActor } from "../audit/actor.ts";
import type { Auth } from "../auth.ts";
import type { UserReport } from "../users/user-report.ts";
import { formatSessions, formatUser, formatUsers } from "./format.ts";

/** What the command is created from. */
export interface UsersCommandOptions {
  readonly auth: Pick<Auth, "users" | "clean" | "roles">;
  /** The name of the application. */
  readonly name: string;
  /** Whether a mail of a command reaches the user. */
  readonly canMail: boolean;
}

interface Options {
  readonly json?: boolean | undefined;
}

interface ListOptions extends Options {
  readonly search?: string;
  readonly limit: string;
  readonly after?: string;
}

interface CreateOptions extends Options {
  readonly name?: string;
  readonly role: string;
  readonly password?: boolean;
}

const MUTATING_COMMANDS = {
  list: false,
  create: true,
  "set-role": true,
  deactivate: true,
  reactivate: true,
  "reset-password": true,
  sessions: false,
  revoke: true,
  clean: true,
};

/** `ops users`: manages accounts, their roles and sessions. */
export function createUsersCommand(options: UsersCommandOptions): CommandModule {
  const { auth } = options;
  const { users, roles } = auth;
  const roleNames = roles.names.join(", ");
  return {
    mutates: MUTATING_COMMANDS,
    configure(command) {
      const add = (words: string, summary: string) =>
        command.command(words).description(summary).option("--json", "answer in JSON");

      add("list", "List accounts in the order in which they were created")
        .option("--search <words>", "only those with this in their name or address")
        .option("--limit <number>", "the maximum number of accounts", "50")
        .option("--after <id>", "those created after this one")
        .action((given: ListOptions) => listUsers(options, given));
      add("create <email>", "Create an account; its owner chooses the password by a link")
        .option("--name <name>", "the display name; the part before the @ by default")
        .option("--role <role>", roleNames, roles.initial)
        .option("--password", "read a password instead: from the terminal, or from standard input")
        .action((email: string, given: CreateOptions) => createUser(options, email, given));
      add("set-role <user> <role>", `Give an account a role: ${roleNames}`).action(
        async (user: string, role: string, { json }: Options) => {
          const by = { actor: createCommandActor(getCommandUser()) };
          printUser(json, await users.setRole(user, parseRole(options, role), by));
        },
      );
      add("deactivate <user>", "End an account's sessions and refuse new sign-ins").action(
        async (user: string, { json }: Options) => printUser(json, await users.deactivate(user)),
      );
      add("reactivate <user>", "Reactivate an account").action(async (user: string, { json }: Options) =>
        printUser(json, await users.reactivate(user)),
      );
      add("reset-password <user>", "Send an account the mail with a link to choose a new password")
        .option("--link", "print the link instead; anyone with the link can sign in to the account")
        .action((user: string, given: Options & { link?: boolean }) => sendLink(options, user, given));
      add("sessions <user>", "List the sessions of an account").action(
        async (user: string, { json }: Options) => {
          const sessions = await users.sessions(user);
          printResult(json, sessions, () => formatSessions(sessions));
        },
      );
      add("revoke <user> [session]", "End a session of an account, or with --all every session")
        .option("--all", "every session")
        .action(async (user: string, session: string | undefined, given: Options & { all?: boolean }) => {
          if ((session === undefined) === !given.all)
            throw createUsageError(options, "Which session", "Give its id, or --all for every one.");
          const ended = await users.revoke(user, session);
          printResult(given.json, { ended }, () =>
            ended === 0 ? "There was none." : formatStatus("healthy", `${ended} ended.`),
          );
        });
      add("clean", "Delete expired sessions, links and counts, and audit entries older than a year").action(
        async ({ json }: Options) => {
          const deleted = await auth.clean();
          const rows = Object.values(deleted).reduce((sum, count) => sum + count, 0);
          printResult(json, deleted, () => formatStatus("healthy", `${rows} expired rows are deleted.`));
        },
      );
    },
  };
}

const printUser = (json: boolean | undefined, user: UserReport): void =>
  printResult(json, user, () => formatStatus("healthy", formatUser(user)));

async function listUsers(options: UsersCommandOptions, { json, limit, ...rest }: ListOptions): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(limit))
    throw createUsageError(options, `--limit ${limit}`, "Give a whole number up to 9999.");
  const report = await options.auth.users.list({ ...rest, limit: Number(limit) });
  printResult(json, report, () => formatUsers(report));
}

async function createUser(options: UsersCommandOptions, email: string, given: CreateOptions): Promise<void> {
  const { users } = options.auth;
  const { json, name = email.split("@")[0] ?? "", password } = given;
  const role = parseRole(options, given.role);
  if (password) {
    const { readPassword } = await import("./read-password.ts");
    return printUser(json, await users.create({ name, email, role, password: await readPassword() }));
  }
  const user = await users.create({ name, email, role });
  if (!json) print(formatStatus("healthy", formatUser(user)));
  await sendLink(options, user.id, { json });
}

/** Lets a user choose a password: by a mail, or by a link that the operator forwards. */
async function sendLink(
  { auth: { users }, canMail }: UsersCommandOptions,
  user: string,
  { json, link = !canMail }: Options & { readonly link?: boolean | undefined },
): Promise<void> {
  if (!link) {
    const report = await users.resetPassword(user);
    return printResult(json, report, () =>
      formatStatus("healthy", `A mail with a link is sent to ${report.email}.`),
    );
  }
  const created = await users.resetLink(user);
  printResult(json, created, () =>
    [
      `A password for ${created.email} is chosen there, once, until ${created.expiresAt}:`,
      created.link,
      "Everyone who has the link can sign in to that account.",
    ].join("\n"),
  );
}

function parseRole(options: UsersCommandOptions, text: string): string {
  const { roles } = options.auth;
  if (roles.isRole(text)) return text;
  throw createUsageError(options, `The role ${text}`, `Give one of ${roles.names.join(", ")}.`);
}

const createUsageError = ({ name }: UsersCommandOptions, subject: string, hint: string) =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: `${subject} is not valid.`,
    hint: `${hint} \`${name} ops users --help\` shows more.`,
  });
