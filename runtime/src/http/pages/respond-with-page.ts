import type { FastifyReply, FastifyRequest } from "fastify";
import { isCrossOriginChange } from "../../address/index.ts";
import { AppError, HTTP_STATUS } from "../../errors/index.ts";
import { logCrossOriginChange } from "../protection/own-origin.ts";
import { toWebRequest } from "../requests/web-request.ts";
import { startPageTimeout } from "./page-timeout.ts";

/** What pages and their forms use. A web request cannot even be created with some others, such as TRACE. */
export const PAGE_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** How much later than a page the server gives up a request: the page's own response comes first. */
export const PAGE_GRACE_MS = 15_000;

/** How a request is answered with a page. */
export interface PageResponder {
  /** How long the page may take, its loaders included, before the response is 503. */
  readonly timeoutMs: number;
  /** Converts the request; by default as `toWebRequest` does. */
  readonly convert?: (request: FastifyRequest, signal: AbortSignal) => Request;
  /**
   * Renders the page.
   *
   * @param signal aborts when the page is no longer needed. That of the web request is a copy, which may be collected
   */
  render(page: Request, signal: AbortSignal): Promise<Response>;
}

/**
 * Responds with a page that is rendered in this process.
 *
 * @throws AppError `page.foreign-form` for a form of another site, `page.too-slow` after the time is over
 */
export async function respondWithPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { timeoutMs, convert = toWebRequest, render }: PageResponder,
): Promise<FastifyReply> {
  const { signal, over } = startPageTimeout(reply, timeoutMs);
  const page = convert(request, signal);
  if (isCrossOriginChange(request, () => new URL(page.url).origin)) {
    logCrossOriginChange(request);
    throw foreignForm();
  }
  const response = await Promise.race([render(page, signal), over]);
  if (response && !signal.aborted)
    return isWhole(response) ? sendWhole(reply, response) : reply.send(response);
  if (!reply.raw.destroyed) throw tooSlow();
  // The client has left, so there is no response to send.
  return reply.hijack();
}

/** The largest page that is sent in one piece. */
const WHOLE_PAGE_MAX_BYTES = 1_048_576;

/** Whether a response is in memory already: one that streams does not know its length. */
function isWhole({ headers }: Response): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= WHOLE_PAGE_MAX_BYTES;
}

/** Sends a response in one piece, which takes a good deal less of the processor than a stream of the web. */
async function sendWhole(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const body = Buffer.from(await response.arrayBuffer());
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  return reply.send(body);
}

/** With its status for a server that does not know errors of the runtime. */
const withStatus = (error: AppError) => Object.assign(error, { statusCode: HTTP_STATUS[error.category] });

const foreignForm = () =>
  withStatus(
    new AppError({
      code: "page.foreign-form",
      category: "forbidden",
      message: "The form was sent from another site.",
      hint: "Send it from this application's own page.",
    }),
  );

const tooSlow = () =>
  withStatus(
    new AppError({
      code: "page.too-slow",
      category: "unavailable",
      message: "The page took too long.",
      hint: "Try again in a moment.",
      audience: "public",
    }),
  );
