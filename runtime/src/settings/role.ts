/** What a process is for. Some settings are required of one role and not of another. */
export type Role = "dev" | "web" | "worker" | "scheduler" | "cli";

/**
 * Every role: `dev` is all of them in one process, `web` answers requests, `worker` runs tasks, `scheduler` starts jobs,
 * `cli` is one command.
 */
export const ALL_ROLES: readonly Role[] = ["dev", "web", "cli", "scheduler", "worker"];

/** The roles that run unattended: a fault there stays unnoticed until its consequences show. */
export const UNATTENDED_ROLES: readonly Role[] = ALL_ROLES.filter((role) => role !== "cli");
