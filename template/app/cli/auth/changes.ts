/** What commands are called that change something, whatever it belongs to: these are kept in the audit trail. */
const CHANGES = new Set([
  "backup",
  "clean",
  "clear",
  "copy",
  "create",
  "deactivate",
  "discard",
  "drain",
  "enqueue",
  "pause",
  "reactivate",
  "reset",
  "reset-password",
  "restore",
  "resume",
  "retry",
  "revoke",
  "run",
  "set-role",
]);

/** A command as it was typed. */
export interface TypedCommand {
  /** "jobs" and "pause" of `jobs pause nightly`. */
  group: string;
  name: string;
  /** What it was given besides options: names of things. Options may hold more, and are not kept. */
  given: readonly string[];
}

export const isChange = ({ name }: TypedCommand): boolean => CHANGES.has(name);
