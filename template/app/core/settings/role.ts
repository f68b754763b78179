/** Every kind of process, and what it is for. Some settings are required of one and not of another. */
const purposes = {
  dev: "everything in one process",
  web: "answers requests",
  cli: "one command",
  scheduler: "starts jobs", // aegis:scheduler
  worker: "runs tasks", // aegis:worker
};

export type Role = keyof typeof purposes;

export const ROLES = Object.keys(purposes) as Role[];

// A script or a test that only imports a service asks for as little as the command line does.
let current: Role = "cli";

/** Records what this process is for. Call it before settings are first imported: they are read once. */
export function enterRole(role: Role): void {
  current = role;
}

/** What this process is for; `cli` unless an entrypoint said otherwise. */
export const currentRole = (): Role => current;
