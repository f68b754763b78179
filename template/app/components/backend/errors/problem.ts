import { z } from "zod";

/** Every error that the API answers: problem details (RFC 9457), extended by what a caller can act on. */
export const problem = z
  .object({
    /** "about:blank": `title` says what the status means, `code` what happened. */
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** One sentence on what is wrong. */
    detail: z.string(),
    /** Path of the request that failed. */
    instance: z.string(),
    /** Stable and machine-readable, `area.reason`. */
    code: z.string(),
    /** One sentence on what to do about it. */
    todo: z.string(),
    /** Found in every line that the server logged about this request. */
    requestId: z.string(),
    /** Where several things are wrong: each by itself. `path` is like "body.user.email", empty for the whole. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** What a route's schema says of its errors. */
export const problems = {
  "4xx": {
    description: "The request cannot be answered as it is.",
    content: { "application/problem+json": { schema: problem } },
  },
  "5xx": {
    description: "The server cannot answer now.",
    content: { "application/problem+json": { schema: problem } },
  },
};
