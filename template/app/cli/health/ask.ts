import { AppError } from "@aegis-stack/runtime/errors";
import { type HealthReport, healthReport, readiness } from "@aegis-stack/runtime/health";
import { APP_NAME } from "#app/core/constants.ts";
import { operatorHeaders } from "../operator-headers.ts";

export interface Question {
  /** The server's address, no slash at the end. */
  url: string;
  /** For when the details are closed. Only sent when the server asks for it. */
  password: string | undefined;
  // #region aegis:auth
  /** What lets a command in that asks the server of its own folder. Only sent when the server asks for it, too. */
  command?: Record<string, string>;
  // #endregion aegis:auth
  /** How long the server may take, in milliseconds. */
  timeout?: number;
}

export type HealthAnswer =
  | { details: "open"; report: HealthReport }
  | { details: "closed"; ready: boolean; reasons: string[]; why: string };

/**
 * Asks a running server how it is; whether it is ready when it does not tell more.
 *
 * @throws AppError `server.not-running`, `server.silent` or `server.unexpected-answer`
 */
export async function askHealth(question: Question): Promise<HealthAnswer> {
  const { url, password, timeout = 10_000 } = question;
  const ask = (path: string, headers: Record<string, string> = {}) => send(`${url}${path}`, headers, timeout);
  const open = await ask("/health");
  const shown = {
    ...(password !== undefined && operatorHeaders(password)),
    ...question.command, // aegis:auth
  };
  const isAsked = open.status === 401 && Object.keys(shown).length > 0;
  const answer = isAsked ? await ask("/health", shown) : open;
  if (answer.status === 200 || answer.status === 503) {
    const report = healthReport.safeParse(answer.body);
    if (report.success) return { details: "open", report: report.data };
    throw unexpected(url, "/health");
  }
  const state = readiness.safeParse((await ask("/health/ready")).body);
  if (!state.success) throw unexpected(url, "/health/ready");
  return { details: "closed", ...state.data, why: whyClosed(answer.status, password !== undefined) };
}

function whyClosed(status: number, hasPassword: boolean): string {
  if (status === 429)
    return "The details are closed for a while: too many requests, or too many wrong passwords.";
  if (status === 401 && hasPassword) {
    return "The details are closed: the server has another OVERSEER_PASSWORD than this command.";
  }
  if (status === 401)
    return "The details are closed: set OVERSEER_PASSWORD here as it is set for the server.";
  return "The details are closed: set OVERSEER_PASSWORD for the server, and here, to see them.";
}

async function send(address: string, headers: Record<string, string>, timeout: number) {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(address, { headers, signal, redirect: "manual" });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch (error) {
    const { origin } = new URL(address);
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new AppError({
        code: "server.silent",
        category: "unavailable",
        message: `The server at ${origin} has not answered within ${timeout / 1_000} seconds.`,
        hint: "Check its log; it may be overloaded or blocked.",
        cause: error,
      });
    }
    throw new AppError({
      code: "server.not-running",
      category: "unavailable",
      message: `No server answers at ${origin}.`,
      hint: "Start it with `npm run dev` or `npm start`, or give its address with --url.",
      cause: error,
    });
  }
}

function unexpected(url: string, path: string): AppError {
  return new AppError({
    code: "server.unexpected-answer",
    category: "invalid",
    message: `What answers at ${url}${path} does not answer like this version of ${APP_NAME}.`,
    hint: "Another program may have that port, or the server runs another version: give its address with --url, or restart it.",
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
