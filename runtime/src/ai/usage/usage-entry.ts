/** One request to a model. Neither the question nor the answer is part of it. */
export interface UsageEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Whom it was made for: "user:1". */
  readonly owner: string;
  /** What it was made for: "chat". */
  readonly action: string;
  /** With its provider. */
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar at the price of that day; null where no price is known. */
  readonly costMicroUsd: number | null;
  readonly outcome: "done" | "failed" | "cancelled";
  /** The code of the error. */
  readonly error: string | null;
  readonly durationMs: number;
  /** From the request to the first output; null where none came. */
  readonly firstOutputMs: number | null;
}
