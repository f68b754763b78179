/** Who a request to a model is made for: whose conversations it may read, and whose budget it uses. */
export interface AiCaller {
  /** "user" with accounts, "visitor" for a client without one, "system" for work in the background. */
  readonly kind: "user" | "visitor" | "system";
  /** The id of the account, or of the visitor's signed cookie; for "system" what works: "nightly-summary". */
  readonly id: string;
  /** What the audit log shows of a user, in words that stay readable when the account is gone; the id unless given. */
  readonly name?: string | undefined;
  /** Where a visitor asks from, as a keyed hash: a visitor who drops its cookie has a new id, but the same network. */
  readonly network?: string | undefined;
}

/** The caller as one text, as conversations, budgets and usage store it. */
export const toOwner = ({ kind, id }: AiCaller): string => `${kind}:${id}`;
