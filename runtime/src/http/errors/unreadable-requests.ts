import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { NOT_HTTP, UNREADABLE_FAULTS } from "./catalogue.ts";
import { PROBLEM_MEDIA_TYPE } from "./problem.ts";

/** Responds to bytes that Node.js could not parse as a request, then closes the connection. */
export function rejectUnreadableRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, detail, hint } = UNREADABLE_FAULTS[error.code ?? ""] ?? NOT_HTTP;
  const title = STATUS_CODES[status] ?? "Error";
  const body = JSON.stringify({ type: "about:blank", title, status, detail, code, hint });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
