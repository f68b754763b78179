import { AppError } from "../../errors/index.ts";
import { formatScript } from "../../format/index.ts";
import { type HealthReport, healthReport, readiness } from "../../health/index.ts";
import { parseJson } from "../../json/index.ts";
import { createOperatorHeaders } from "../server/operator-headers.ts";

/** Of which server the health is requested, and with which credentials. */
export interface HealthRequest {
  /** The name of the application. */
  readonly name: string;
  /** The server's address, without a slash at the end. */
  readonly url: string;
  /** The value of OVERSEER_PASSWORD. Sent only when the server asks for credentials. */
  readonly password: string | undefined;
  /** Further headers that authorize a command of this machine. Sent only when the server asks for credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the server may take to respond. */
  readonly timeoutMs?: number;
}

/** The whole report, or whether the server is ready where it reveals no more, and why. */
export type HealthResponse =
  | { details: "open"; report: HealthReport }
  | { details: "closed"; ready: boolean; reasons: string[]; why: string };

/**
 * Requests the health report of a running server.
 *
 * @throws AppError `server.not-running`, `server.silent` or `server.unexpected-answer`
 */
export async function requestHealth(request: HealthRequest): Promise<HealthResponse> {
  const { name, url, password, headers: own = {}, timeoutMs = 10_000 } = request;
  const fetchPath = (path: string, headers: Record<string, string> = {}) =>
    send(`${url}${path}`, headers, timeoutMs);
  const open = await fetchPath("/health");
  const credentials = { ...(password !== undefined && createOperatorHeaders(password)), ...own };
  const needsCredentials = open.status === 401 && Object.keys(credentials).length > 0;
  const response = needsCredentials ? await fetchPath("/health", credentials) : open;
  if (response.status === 200 || response.status === 503) {
    const report = healthReport.safeParse(response.body);
    if (report.success) return { details: "open", report: report.data };
    throw unexpectedResponse(name, url, "/health");
  }
  const state = readiness.safeParse((await fetchPath("/health/ready")).body);
  if (!state.success) throw unexpectedResponse(name, url, "/health/ready");
  return { details: "closed", ...state.data, why: whyClosed(response.status, password !== undefined) };
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

async function send(address: string, headers: Record<string, string>, timeoutMs: number) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(address, { headers, signal, redirect: "manual" });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) };
  } catch (error) {
    const { origin } = new URL(address);
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new AppError({
        code: "server.silent",
        category: "unavailable",
        message: `The server at ${origin} has not answered within ${timeoutMs / 1_000} seconds.`,
        hint: "Check its log; it may be overloaded or blocked.",
        cause: error,
      });
    }
    throw new AppError({
      code: "server.not-running",
      category: "unavailable",
      message: `No server answers at ${origin}.`,
      hint: `Start it with \`${formatScript("dev")}\` or \`${formatScript("start")}\`, or give its address with --url.`,
      cause: error,
    });
  }
}

function unexpectedResponse(name: string, url: string, path: string): AppError {
  return new AppError({
    code: "server.unexpected-answer",
    category: "invalid",
    message: `What answers at ${url}${path} does not answer like this version of ${name}.`,
    hint: "Another program may have that port, or the server runs another version: give its address with --url, or restart it.",
  });
}
