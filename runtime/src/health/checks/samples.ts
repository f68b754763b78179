import type { Finding } from "../check.ts";

/** Half a minute: a short burst is what processors are for. */
export const JUDGED_SAMPLES = 15;

/** What is found before the first sample. */
export const NOT_MEASURED: Finding = { status: "info", message: "Not measured yet." };
