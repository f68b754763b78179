import { formatTable, styled } from "@aegis-stack/runtime/terminal";
import type { SessionReport, UserReport, UsersReport } from "#app/services/auth/users/user-report.ts";

const bold = (cell: string, column: number) => (column === 0 ? styled("bold", cell) : cell);

/** One page of accounts, a line each. */
export function usersTable({ users, total, more }: UsersReport): string {
  if (users.length === 0) return "There is no such account.";
  const rows = users.map((user) => [
    user.email,
    user.name,
    user.role,
    stateOf(user),
    user.createdAt,
    user.id,
  ]);
  const shown = formatTable([["e-mail", "name", "role", "state", "made", "id"], ...rows], bold);
  if (!more) return shown;
  return `${shown}\n\n${users.length} of ${total}; --after ${users.at(-1)?.id} shows more.`;
}

/** Where somebody is signed in, a line each. */
export function sessionsTable(sessions: readonly SessionReport[]): string {
  if (sessions.length === 0) return "There are no sessions.";
  const rows = sessions.map(({ id, createdAt, expiresAt, address, browser }) => [
    id,
    createdAt,
    expiresAt,
    short(address ?? ""),
    short(browser ?? ""),
  ]);
  return formatTable([["id", "since", "until", "from", "browser"], ...rows], bold);
}

export const userLine = (user: UserReport): string => `${user.email} is ${user.role}, ${stateOf(user)}.`;

function stateOf({ deactivatedAt, emailVerified }: UserReport): string {
  if (deactivatedAt !== null) return "deactivated";
  return emailVerified ? "active" : "not confirmed";
}

/** What a stranger's browser has sent may be of any length. */
const short = (text: string): string => text.slice(0, 80);
