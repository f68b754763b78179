import { z } from "zod";
import { OPERATOR_API_PREFIX } from "../../address/index.ts";
import { AppError, type ErrorCategory } from "../../errors/index.ts";
import { formatScript } from "../../format/index.ts";
import type { LocalServer } from "./local-server.ts";
import { createOperatorHeaders } from "./operator-headers.ts";
import { requireOwnServer } from "./require-own-server.ts";

/** How long the server may take to respond. */
const TIMEOUT_MS = 10_000;

const problem = z.object({ code: z.string(), detail: z.string(), hint: z.string(), status: z.number() });

const CATEGORY_BY_STATUS: Readonly<Record<number, ErrorCategory>> = {
  400: "invalid",
  404: "not-found",
  409: "conflict",
};

/** A request to the routes for operators. The default is a GET without a body. */
export interface ServerRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
}

/**
 * Requests something of the running server that it alone has.
 *
 * @param schema what the response must be
 * @param path below `/overseer/api`, with a slash at the beginning
 * @throws AppError `server.*`, `operators.closed`, or the problem with which the server refused
 */
export type RequestServer = <Result>(
  schema: z.ZodType<Result>,
  path: string,
  request?: ServerRequest,
) => Promise<Result>;

/** What is requested, and of which server. */
export interface RequestServerOptions {
  readonly server: LocalServer;
  /** What the server alone has, as in "the jobs". */
  readonly holds: string;
  /** Called before a request that may change something. */
  readonly onChange?: () => void;
}

/** Creates a function that requests something of the server that runs on this machine. */
export function createRequestServer({ server, holds, onChange }: RequestServerOptions): RequestServer {
  let checked: Promise<void> | undefined;
  return async (schema, path, request = {}) => {
    const url = server.url();
    if (request.method !== undefined) onChange?.();
    checked ??= requireOwnServer(server, url);
    await checked;
    const response = await send(server, `${url}${OPERATOR_API_PREFIX}${path}`, request, holds);
    if (!response.ok) throw createRefusal(response, url, holds);
    const parsed = schema.safeParse(response.body);
    if (!parsed.success) throw unexpectedResponse(url);
    return parsed.data;
  };
}

interface ServerResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly body: unknown;
}

async function send(
  server: LocalServer,
  address: string,
  { method = "GET", body }: ServerRequest,
  holds: string,
): Promise<ServerResponse> {
  const { origin } = new URL(address);
  const password = server.password();
  const headers = {
    ...(password !== undefined && createOperatorHeaders(password)),
    ...server.headers(origin),
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  try {
    const response = await fetch(address, {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const parsed: unknown = await response.json().catch(() => undefined);
    return { ok: response.ok, status: response.status, body: parsed };
  } catch (error) {
    throw new AppError({
      code: "server.not-running",
      category: "unavailable",
      message: `No server answers at ${origin}, and ${holds} are in it.`,
      hint: `Start it with \`${formatScript("dev")}\` or \`${formatScript("start")}\`.`,
      cause: error,
    });
  }
}

function createRefusal({ body, status }: ServerResponse, url: string, holds: string): AppError {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return unexpectedResponse(url);
  const { code, detail, hint } = parsed.data;
  if (status !== 401 && code !== "route.not-found") {
    return new AppError({
      code,
      category: CATEGORY_BY_STATUS[status] ?? "unavailable",
      message: detail,
      hint,
    });
  }
  return new AppError({
    code: "operators.closed",
    category: "forbidden",
    message: `The server at ${url} does not let this command see ${holds}.`,
    hint: "Set OVERSEER_PASSWORD here as it is set for the server.",
  });
}

const unexpectedResponse = (url: string) =>
  new AppError({
    code: "server.unexpected-answer",
    category: "invalid",
    message: `What answers at ${url} does not answer like this version of the application.`,
    hint: "Another program may have that port, or the server runs another version: restart it.",
  });
