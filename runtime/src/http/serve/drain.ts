import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as delay, setImmediate as nextIteration } from "node:timers/promises";

/** How often connections are examined while draining. */
const POLL_INTERVAL_MS = 20;

/** An iteration of the event loop that did next to nothing takes less. */
const SHORT_ITERATION_MS = 0.2;

/** How long to wait for such an iteration: a process on a busy machine has few of them. */
const SHORT_ITERATION_TIMEOUT_MS = 5_000;

interface Connection {
  /** Responses that are not complete. */
  open: Set<ServerResponse>;
  bytesRead: number;
  quietSince: number;
}

/** How draining ended. */
interface DrainResult {
  /** Requests without a complete response when the deadline passed. */
  cutOff: number;
}

/** Stops a server without dropping a request. */
export interface Drain {
  /**
   * Stops accepting connections, responds to requests on open ones, and closes each after its response or when it has been
   * quiet. Event streams do not count: they do not end by themselves.
   */
  finish(deadline: AbortSignal): Promise<DrainResult>;
  /** Closes the remaining connections after `timeoutMs`, or resolves as soon as there are none. */
  cut(timeoutMs: number): Promise<void>;
}

/**
 * Tracks a server's connections from the start, so that stopping it drops no request.
 *
 * `server.close()` would end idle keep-alive connections at once, and a client may be sending on one just then.
 * Here a connection ends when its response said `connection: close`, or after `quietMs` without a byte.
 *
 * @param onClosed called when no more connections are accepted
 * @param getOthers returns the listeners besides the server's own
 */
export function createDrain(
  server: Server,
  quietMs: number,
  onClosed: () => void,
  getOthers: () => readonly NetServer[] = () => [],
): Drain {
  const connections = new Map<Socket, Connection>();
  let draining = false;

  server.on("connection", (socket: Socket) => {
    connections.set(socket, { open: new Set(), bytesRead: 0, quietSince: performance.now() });
    socket.once("close", () => connections.delete(socket));
  });
  server.prependListener("request", ({ socket }, response) => {
    const connection = connections.get(socket);
    if (!connection) return;
    if (draining) response.shouldKeepAlive = false;
    connection.open.add(response);
    response.once("close", () => {
      connection.open.delete(response);
      connection.quietSince = performance.now();
    });
  });

  const countIncomplete = (connection: Connection) =>
    [...connection.open].filter((response) => !isEventStream(response)).length;

  /** Closes quiet connections; returns how many others are left. */
  function closeQuiet(): number {
    let waiting = 0;
    for (const [socket, connection] of connections) {
      if (connection.open.size > 0) {
        if (countIncomplete(connection) > 0) waiting += 1;
        continue;
      }
      if (socket.bytesRead !== connection.bytesRead) {
        connection.bytesRead = socket.bytesRead;
        connection.quietSince = performance.now();
      }
      if (performance.now() - connection.quietSince >= quietMs) socket.destroySoon();
      else waiting += 1;
    }
    return waiting;
  }

  return {
    async finish(deadline) {
      // First the listener, then `connection: close`: the other way round every client would connect once more.
      await stopAccepting(server, getOthers(), quietMs / 10);
      onClosed();
      draining = true;
      for (const { open } of connections.values()) {
        for (const response of open) response.shouldKeepAlive = false;
      }
      // Counted from now on, so that a client which is about to send on an idle connection has the time to.
      for (const connection of connections.values()) connection.quietSince = performance.now();
      while (closeQuiet() > 0 && !deadline.aborted) await delay(POLL_INTERVAL_MS);
      return {
        cutOff: [...connections.values()].reduce((sum, connection) => sum + countIncomplete(connection), 0),
      };
    },
    async cut(timeoutMs) {
      const end = performance.now() + timeoutMs;
      while (connections.size > 0 && performance.now() < end) await delay(POLL_INTERVAL_MS);
      server.closeAllConnections();
    },
  };
}

/**
 * Closes the listener alone, at a moment when no client is about to connect: the system resets connections that it has
 * completed and the process has not accepted. Proxies that see readiness turn 503 stop connecting by themselves, so this
 * waits for a lull, then for an iteration of the event loop that accepted none and was too short to miss one.
 */
async function stopAccepting(server: Server, others: readonly NetServer[], lullMs: number): Promise<void> {
  const end = performance.now() + 10 * lullMs;
  let accepted = performance.now();
  const count = () => {
    accepted = performance.now();
  };
  server.on("connection", count);
  while (performance.now() - accepted < lullMs && performance.now() < end) await delay(lullMs / 5);
  const limit = performance.now() + SHORT_ITERATION_TIMEOUT_MS;
  for (let begin = performance.now(); begin < limit; begin = performance.now()) {
    await nextIteration();
    if (accepted < begin && performance.now() - begin < SHORT_ITERATION_MS) break;
  }
  server.off("connection", count);
  NetServer.prototype.close.call(server);
  for (const other of others) other.close();
}

/** Clients request an event stream by its type, however the response was written. */
const isEventStream = ({ req }: ServerResponse) => req.headers.accept?.includes("text/event-stream") ?? false;
