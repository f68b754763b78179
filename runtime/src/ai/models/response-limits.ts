/** How long an answer may take, and be. */
export interface ResponseLimits {
  /** From the request to the end of the answer, with all its steps and retries. */
  readonly timeoutMs: number;
  /** From each request to the first output, and from one output to the next; for an answer that arrives in parts. */
  readonly stallTimeoutMs: number;
  /** For each step. */
  readonly maxOutputTokens: number;
}
