import { z } from "zod";

/** The body of every error response: problem details (RFC 9457), extended by what a client can act on. */
export const problemSchema = z
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
    hint: z.string(),
    /** In every line that the server logged about this request. */
    requestId: z.string(),
    /** Each fault, where several were found. `path` is like "body.user.email", empty for the whole. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
/** The body of an error response. */
export type Problem = z.infer<typeof problemSchema>;

/** The media type of an error response. */
export const PROBLEM_MEDIA_TYPE = "application/problem+json; charset=utf-8";

/** The error responses of a route's schema. */
export const problemResponses = {
  "4xx": {
    description: "The request cannot be answered as it is.",
    content: { "application/problem+json": { schema: problemSchema } },
  },
  "5xx": {
    description: "The server cannot answer now.",
    content: { "application/problem+json": { schema: problemSchema } },
  },
};
