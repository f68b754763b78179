/** Who has done something. */
export interface Actor {
  /** A user's id; null where it was no user. */
  id: string | null;
  /** In words that stay readable when the user is gone. */
  name: string;
}

/** Who has asked for something, and by which request. */
export interface Asker {
  actor: Actor;
  requestId?: string | undefined;
  /** Where the request came from. */
  address?: string | undefined;
}

/** What the application's own code does without being asked. */
export const THE_APPLICATION: Asker = { actor: { id: null, name: "the application" } };

/** Whoever has given the operators' password: a program, or a person whose name nobody knows. */
export const PASSWORD_HOLDER: Actor = { id: null, name: "operators' password" };

/** A person who is signed in. */
export const actorOf = ({ id, email }: { id: string; email: string }): Actor => ({ id, name: email });

/** Whoever types commands on the server's machine. @param user the operating system's name for them */
export const commandLine = (user: string): Actor => ({
  id: null,
  name: `command line (${/^[\w.@\\-]{1,64}$/.test(user) ? user : "unknown"})`,
});

/** In tests everybody is let in. */
export const UNKNOWN: Actor = { id: null, name: "anybody" };
