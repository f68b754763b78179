import { formatTable, styled } from "../../terminal/index.ts";
import type { SessionReport, UserReport, UsersReport } from "../users/user-report.ts";

const bold = (cell: string, column: number) => (column === 0 ? styled("bold", cell) : cell);

/** One page of accounts, a line each. */
export function formatUsers({ users, total, more }: UsersReport): string {
  if (users.length === 0) return "There is no such account.";
  const rows = users.map((user) => [
    user.email,
    user.name,
    user.role,
    formatState(user),
    user.createdAt,
    user.id,
  ]);
  const shown = formatTable([["e-mail", "name", "role", "state", "made", "id"], ...rows], bold);
  if (!more) return shown;
  return `${shown}\n\n${users.length} of ${total}; --after ${users.at(-1)?.id} shows more.`;
}

/** The sessions of an account, a line each. */
export function formatSessions(sessions: readonly SessionReport[]): string {
  if (sessions.length === 0) return "There are no sessions.";
  const rows = sessions.map(({ id, createdAt, expiresAt, address, browser }) => [
    id,
    createdAt,
    expiresAt,
    truncate(address ?? ""),
    truncate(browser ?? ""),
  ]);
  return formatTable([["id", "since", "until", "from", "browser"], ...rows], bold);
}

/** An account in one sentence. */
export const formatUser = (user: UserReport): string =>
  `${user.email} is ${user.role}, ${formatState(user)}.`;

function formatState({ deactivatedAt, emailVerified }: UserReport): string {
  if (deactivatedAt !== null) return "deactivated";
  return emailVerified ? "active" : "not confirmed";
}

/** A browser may send a text of any length. */
const truncate = (text: string): string => text.slice(0, 80);
