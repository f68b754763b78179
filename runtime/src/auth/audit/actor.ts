/** A user, a program or a command that changes something. */
export interface Actor {
  /** A user's id; null where it was no user. */
  readonly id: string | null;
  /** In words that stay readable when the user is deleted. */
  readonly name: string;
}

/** Who requested something, and by which request. */
export interface Requester {
  readonly actor: Actor;
  readonly requestId?: string | undefined;
  /** The address that the request came from. */
  readonly address?: string | undefined;
}

/** The application's own code, without a request. */
export const APPLICATION_REQUESTER: Requester = { actor: { id: null, name: "the application" } };

/** The sender of the operators' password: a program, or a user whose name is unknown. */
export const PASSWORD_ACTOR: Actor = { id: null, name: "operators' password" };

/** In tests every caller is authorized. */
export const UNKNOWN_ACTOR: Actor = { id: null, name: "anybody" };

/** A user who is signed in. */
export const createUserActor = ({ id, email }: { readonly id: string; readonly email: string }): Actor => ({
  id,
  name: email,
});

/** The user of the command line on the server's machine. @param user their name in the operating system */
export const createCommandActor = (user: string): Actor => ({
  id: null,
  name: `command line (${/^[\w.@\\-]{1,64}$/.test(user) ? user : "unknown"})`,
});
