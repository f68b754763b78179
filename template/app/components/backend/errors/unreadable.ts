import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { NOT_HTTP, UNREADABLE } from "./catalogue.ts";
import { PROBLEM_TYPE } from "./problem.ts";

/** Answers what Node could not read as a request, then ends the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, detail, todo } = UNREADABLE[error.code ?? ""] ?? NOT_HTTP;
  const title = STATUS_CODES[status] ?? "Error";
  const body = JSON.stringify({ type: "about:blank", title, status, detail, code, todo });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
