import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { formatStatus, print, printResult } from "@aegis-stack/runtime/terminal";
import { APP_NAME } from "#app/core/constants.ts";
import { ROLES, type Role } from "#app/services/auth/roles.ts";
import type { UsersService } from "#app/services/auth/users/users-service.ts";
import { canMail, withUsers } from "./users/access.ts";
import { sessionsTable, userLine, usersTable } from "./users/written.ts";

interface Options {
  json?: boolean | undefined;
}

interface ListOptions extends Options {
  search?: string;
  limit: string;
  after?: string;
}

interface CreateOptions extends Options {
  name?: string;
  role: string;
  password?: boolean;
}

export const mutates = {
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

export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("list", "List accounts in the order in which they were created")
    .option("--search <words>", "only those with this in their name or address")
    .option("--limit <number>", "the maximum number of accounts", "50")
    .option("--after <id>", "those created after this one")
    .action((options: ListOptions) => withUsers((users) => list(users, options)));
  add("create <email>", "Create an account; its owner chooses the password by a link")
    .option("--name <name>", "the display name; the part before the @ by default")
    .option("--role <role>", ROLES.join(", "), "user")
    .option("--password", "read a password instead: from the terminal, or from standard input")
    .action((email: string, options: CreateOptions) => withUsers((users) => create(users, email, options)));
  add("set-role <user> <role>", `Give an account a role: ${ROLES.join(", ")}`).action(
    (user: string, role: string, { json }: Options) =>
      withUsers(async (users) => {
        const { commandLine } = await import("#app/services/auth/audit/actor.ts");
        const { osUser } = await import("./auth/os-user.ts");
        const changed = await users.setRole(user, roleOf(role), { actor: commandLine(osUser()) });
        printResult(json, changed, () => formatStatus("healthy", userLine(changed)));
      }),
  );
  add("deactivate <user>", "End an account's sessions and refuse new sign-ins").action(
    (user: string, { json }: Options) =>
      withUsers(async (users) => {
        const changed = await users.deactivate(user);
        printResult(json, changed, () => formatStatus("healthy", userLine(changed)));
      }),
  );
  add("reactivate <user>", "Reactivate an account").action((user: string, { json }: Options) =>
    withUsers(async (users) => {
      const changed = await users.reactivate(user);
      printResult(json, changed, () => formatStatus("healthy", userLine(changed)));
    }),
  );
  add("reset-password <user>", "Send an account the mail with a link to choose a new password")
    .option("--link", "print the link instead; anyone with the link can sign in to the account")
    .action((user: string, { json, link }: Options & { link?: boolean }) =>
      withUsers((users) => invite(users, user, { json, link })),
    );
  add("sessions <user>", "List the sessions of an account").action((user: string, { json }: Options) =>
    withUsers(async (users) => {
      const sessions = await users.sessions(user);
      printResult(json, sessions, () => sessionsTable(sessions));
    }),
  );
  add("revoke <user> [session]", "End a session of an account, or with --all every session")
    .option("--all", "every session")
    .action((user: string, session: string | undefined, { json, all }: Options & { all?: boolean }) =>
      withUsers(async (users) => {
        if ((session === undefined) === !all)
          throw wrong("Which session", "Give its id, or --all for every one.");
        const ended = await users.revoke(user, session);
        printResult(json, { ended }, () =>
          ended === 0 ? "There was none." : formatStatus("healthy", `${ended} ended.`),
        );
      }),
    );
  add("clean", "Delete expired sessions, links and counts, and audit entries older than a year").action(
    ({ json }: Options) =>
      withUsers(async () => {
        const { cleanAuth } = await import("#app/services/auth/index.ts");
        const dropped = await cleanAuth();
        const rows = Object.values(dropped).reduce((sum, count) => sum + count, 0);
        printResult(json, dropped, () => formatStatus("healthy", `${rows} rows that were over are dropped.`));
      }),
  );
}

async function list(users: UsersService, { json, limit, ...rest }: ListOptions): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(limit)) throw wrong(`--limit ${limit}`, "Give a whole number up to 9999.");
  const report = await users.list({ ...rest, limit: Number(limit) });
  printResult(json, report, () => usersTable(report));
}

async function create(users: UsersService, email: string, options: CreateOptions): Promise<void> {
  const { json, name = email.split("@")[0] ?? "", password } = options;
  const role = roleOf(options.role);
  if (password) {
    const { readPassword } = await import("./users/read-password.ts");
    const made = await users.create({ name, email, role, password: await readPassword() });
    return printResult(json, made, () => formatStatus("healthy", userLine(made)));
  }
  const made = await users.create({ name, email, role });
  if (!json) print(formatStatus("healthy", userLine(made)));
  await invite(users, made.id, { json });
}

/** Lets somebody choose a password: by a mail, or by a link that whoever typed the command hands on. */
async function invite(
  users: UsersService,
  user: string,
  { json, link = !canMail() }: Options & { link?: boolean | undefined },
): Promise<void> {
  if (!link) {
    const mailed = await users.resetPassword(user);
    return printResult(json, mailed, () =>
      formatStatus("healthy", `A mail with a link is sent to ${mailed.email}.`),
    );
  }
  const made = await users.resetLink(user);
  printResult(json, made, () =>
    [
      `A password for ${made.email} is chosen there, once, until ${made.expiresAt}:`,
      made.link,
      "Everyone who has the link can sign in to that account.",
    ].join("\n"),
  );
}

function roleOf(given: string): Role {
  const role = ROLES.find((one) => one === given);
  if (role) return role;
  throw wrong(`The role ${given}`, `Give one of ${ROLES.join(", ")}.`);
}

const wrong = (subject: string, hint: string) =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: `${subject} is not valid.`,
    hint: `${hint} \`${APP_NAME} ops users --help\` shows more.`,
  });
