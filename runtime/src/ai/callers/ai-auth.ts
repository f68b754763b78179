/** An entry of the audit log. */
export interface AiAuditEvent {
  readonly by: { readonly actor: { readonly id: string | null; readonly name: string } };
  /** As the command of the same kind is named: "ai approvals confirm". */
  readonly action: string;
  readonly target?: string | undefined;
  readonly outcome: "done" | "failed";
}

/** An account, as far as models need to know it. */
export interface AiAccount {
  readonly id: string;
  readonly email: string;
  /** ISO 8601; null while it may be used. */
  readonly deactivatedAt: string | null;
}

/** The accounts of an application, for what acts for one of them without a session: tokens and commands. */
export interface AiAccounts {
  readonly users: {
    /** @param user an id or an e-mail address @throws AppError of the category `not-found` for no account */
    show(user: string): Promise<AiAccount>;
  };
}

/** What the accounts of an application do for its models. `createAuth` of the runtime fits; so does anything else of this shape. */
export interface AiAuth extends AiAccounts {
  /**
   * Finds the session of a request.
   *
   * @param header the Cookie header
   * @returns the session, and values of Set-Cookie that extend it
   */
  identify(header: string | undefined): Promise<{
    readonly session: { readonly user: { readonly id: string; readonly email: string } } | null;
    readonly cookies: readonly string[];
  }>;
  readonly audit: {
    /** Adds an entry. It never rejects. */
    record(event: AiAuditEvent): Promise<void>;
  };
}
