import { AppError, type ErrorCategory } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { API_PREFIX } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";
import { noteAnswered } from "./auth/answered.ts"; // aegis:auth
import { commandHeaders } from "./auth/command-headers.ts"; // aegis:auth
import { operatorHeaders } from "./operator-headers.ts";
import { ownAddress } from "./own-address.ts";
import { requireOwnServer } from "./require-own-server.ts";

/** How long the server may take, in milliseconds. */
const TIMEOUT = 10_000;

const problem = z.object({ code: z.string(), detail: z.string(), hint: z.string(), status: z.number() });

const KINDS: Readonly<Record<number, ErrorCategory>> = { 400: "invalid", 404: "not-found", 409: "conflict" };

export interface Server {
  /** No slash at the end. */
  url?: string | undefined;
  password?: string | undefined;
  /** What it has that this command is about: "the jobs". */
  holds: string;
}

export interface Question {
  method?: "GET" | "POST" | "DELETE";
  body?: unknown;
}

/**
 * Makes a function that asks the API of the server that runs on this machine, for what that alone has.
 *
 * @returns rejects with AppError `server.*`, `operators.closed`, or what the server refused in its own words
 */
export function askServer({ url: given, password = settings.OVERSEER_PASSWORD, holds }: Server) {
  const url = given ?? ownAddress();
  let checked: Promise<void> | undefined;
  return async function ask<Answer>(
    schema: z.ZodType<Answer>,
    path: string,
    question: Question = {},
  ): Promise<Answer> {
    if (question.method !== undefined) noteAnswered(); // aegis:auth
    if (given === undefined) {
      checked ??= requireOwnServer(url);
      await checked;
    }
    const answer = await send(`${url}${API_PREFIX}${path}`, question, password, holds);
    if (!answer.ok) throw refused(answer.body, answer.status, url, holds);
    const read = schema.safeParse(answer.body);
    if (!read.success) throw unexpected(url);
    return read.data;
  };
}

async function send(
  address: string,
  { method = "GET", body }: Question,
  password: string | undefined,
  holds: string,
) {
  const headers = {
    ...(password !== undefined && operatorHeaders(password)),
    ...commandHeaders(new URL(address).origin), // aegis:auth
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  try {
    const response = await fetch(address, {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return { ok: response.ok, status: response.status, body: answer };
  } catch (error) {
    throw new AppError({
      code: "server.not-running",
      category: "unavailable",
      message: `No server answers at ${new URL(address).origin}, and ${holds} are in it.`,
      hint: "Start it with `npm run dev` or `npm start`.",
      cause: error,
    });
  }
}

function refused(body: unknown, status: number, url: string, holds: string): AppError {
  const read = problem.safeParse(body);
  if (!read.success) return unexpected(url);
  const { code, detail, hint } = read.data;
  if (status !== 401 && code !== "route.not-found") {
    return new AppError({ code, category: KINDS[status] ?? "unavailable", message: detail, hint });
  }
  return new AppError({
    code: "operators.closed",
    category: "forbidden",
    message: `The server at ${url} does not let this command see ${holds}.`,
    hint: "Set OVERSEER_PASSWORD here as it is set for the server.",
  });
}

const unexpected = (url: string) =>
  new AppError({
    code: "server.unexpected-answer",
    category: "invalid",
    message: `What answers at ${url} does not answer like this version of the application.`,
    hint: "Another program may have that port, or the server runs another version: restart it.",
  });
