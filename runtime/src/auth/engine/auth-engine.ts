/** What this package uses of the library, so that no declaration names the library's own types. */
export interface AuthEngine {
  /** Responds to a request to one of its routes. */
  handler(request: Request): Promise<Response>;
  readonly api: {
    /** Reads the session of a cookie, and extends it when that is due. */
    getSession(query: { headers: Headers; returnHeaders: true }): Promise<{
      readonly headers: Headers;
      readonly response: {
        readonly session: { readonly id: string; readonly expiresAt: Date };
        readonly user: { readonly id: string };
      } | null;
    }>;
  };
  readonly $context: Promise<{
    readonly internalAdapter: {
      createVerificationValue(given: {
        identifier: string;
        value: string;
        expiresAt: Date;
      }): Promise<unknown>;
    };
    readonly password: { hash(password: string): Promise<string> };
  }>;
}
