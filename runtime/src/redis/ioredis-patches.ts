import type { Cluster, Redis } from "ioredis";
import { clearLastError, hasLastError, setLastError } from "./redis-client.ts";

/** The version of ioredis whose internals these patches were proven on: `sendCommand`, `commandQueue` and `stream`. */
export const PROVEN_IOREDIS_VERSION = "5.11.1";

/** How often a connection is checked while it waits for responses, in milliseconds. */
const CHECK_INTERVAL_MS = 50;

/**
 * Closes a connection on which the oldest command stays unanswered for `timeoutMs`: all commands that wait on it fail, and
 * it is opened again. Without that, a caller would wait on a connection that was cut silently until the system noticed,
 * which takes minutes. A batch may take any time while its responses arrive.
 *
 * One timer per connection, since one per command costs as much as encoding the command.
 */
export function closeWhenSilent(client: Redis, timeoutMs: number): void {
  const { sendCommand } = client;
  let timer: NodeJS.Timeout | undefined;
  let checkedAt = 0;
  let oldest: unknown;
  let silentMs = 0;

  function check(): void {
    const now = performance.now();
    const waiting = client.commandQueue.peekFront();
    // The time during which this process itself was suspended must not count against the server.
    silentMs = waiting === oldest ? silentMs + Math.min(now - checkedAt, 2 * CHECK_INTERVAL_MS) : 0;
    oldest = waiting;
    checkedAt = now;
    if (waiting === undefined) {
      clearInterval(timer);
      timer = undefined;
    } else if (silentMs >= timeoutMs) {
      silentMs = 0;
      client.stream.destroy(new Error(`Socket timeout: no answer for ${timeoutMs} ms.`));
    }
  }

  client.sendCommand = (command, stream) => {
    // The timer does not keep the process running: that is up to the connection.
    timer ??= setInterval(check, CHECK_INTERVAL_MS).unref();
    return sendCommand.call(client, command, stream);
  };
}

/**
 * Records why a client has no connection, and closes one whose server lacks the database: the driver would continue in
 * database 0, among the keys of another application.
 */
export function requireDatabase(client: Redis): void {
  const { sendCommand } = client;
  client.on("error", (error) => {
    // An error that follows from closing the connection does not say why it is closed.
    const isConsequence = hasLastError(client) && /isn't writeable|Connection is closed/.test(error.message);
    if (!isConsequence) setLastError(client, error);
  });
  client.on("ready", () => {
    if (hasWritableStream(client)) clearLastError(client);
  });
  client.sendCommand = (command, stream) => {
    if (command.name === "select") {
      command.promise.catch((error: unknown) => {
        client.stream.destroy(error instanceof Error ? error : undefined);
      });
    }
    return sendCommand.call(client, command, stream);
  };
}

/** Whether commands reach the server: for a moment a client reports itself ready while its connection is being closed. */
export const hasWritableStream = (client: Redis): boolean =>
  client.status === "ready" && client.stream.writable;

/**
 * Rejects commands at once while a cluster has no connection. The driver's own option would also reject those that arrive
 * while one node is being connected to.
 */
export function rejectWhileDisconnected(client: Cluster): void {
  const { sendCommand } = client;
  client.sendCommand = (command, stream, node) => {
    if (client.status === "ready" || client.status === "wait" || command.name === "cluster")
      return sendCommand.call(client, command, stream, node);
    command.reject(new Error("Stream isn't writeable: the cluster has no connection."));
    return command.promise;
  };
}
