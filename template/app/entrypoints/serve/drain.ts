import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";

/** How often quiet connections are looked for while draining, in milliseconds. */
const LOOK = 20;

/** A turn of the event loop in which next to nothing was done, in milliseconds. */
const SHORT_TURN = 0.2;

interface Connection {
  /** Answers that are not out yet. */
  open: Set<ServerResponse>;
  bytesRead: number;
  quietSince: number;
}

export interface DrainResult {
  /** Requests that had no whole answer when the deadline passed. */
  cutOff: number;
}

export interface Drain {
  /**
   * Stops accepting connections, answers what arrives on those there are, and lets each go after its answer or
   * when it has been quiet. Streams of events do not count: they have no end to wait for.
   */
  finish(deadline: AbortSignal): Promise<DrainResult>;
  /** Cuts what connections are left after `patience` milliseconds, or as soon as there are none. */
  cut(patience: number): Promise<void>;
}

/**
 * Watches a server's connections from the start, so that stopping it drops no request.
 *
 * `server.close()` would end idle keep-alive connections at once, and a client may be sending on one just then.
 * Here a connection ends when its answer said `connection: close`, or after `quiet` milliseconds without a byte.
 *
 * @param onClosed called when no more connections are accepted
 * @param others gives the listeners beside the server's own
 */
export function createDrain(
  server: Server,
  quiet: number,
  onClosed: () => void,
  others: () => readonly NetServer[] = () => [],
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

  const waitedFor = (connection: Connection) =>
    [...connection.open].filter((response) => !isEventStream(response)).length;

  /** Lets go of what has been quiet; returns how many connections are still waited for. */
  function release(): number {
    let waiting = 0;
    for (const [socket, connection] of connections) {
      if (connection.open.size > 0) {
        if (waitedFor(connection) > 0) waiting += 1;
        continue;
      }
      if (socket.bytesRead !== connection.bytesRead) {
        connection.bytesRead = socket.bytesRead;
        connection.quietSince = performance.now();
      }
      if (performance.now() - connection.quietSince >= quiet) socket.destroySoon();
      else waiting += 1;
    }
    return waiting;
  }

  return {
    async finish(deadline) {
      // First the listener, then `connection: close`: the other way round every client would come in once more.
      await stopAccepting(server, others(), quiet / 10);
      onClosed();
      draining = true;
      for (const { open } of connections.values()) {
        for (const response of open) response.shouldKeepAlive = false;
      }
      // From now on, so that a client which was about to send on an idle connection has the time to.
      for (const connection of connections.values()) connection.quietSince = performance.now();
      while (release() > 0 && !deadline.aborted) await delay(LOOK);
      return {
        cutOff: [...connections.values()].reduce((sum, connection) => sum + waitedFor(connection), 0),
      };
    },
    async cut(patience) {
      const end = performance.now() + patience;
      while (connections.size > 0 && performance.now() < end) await delay(LOOK);
      server.closeAllConnections();
    },
  };
}

/**
 * Closes the listener alone, at a moment when nobody is about to come in: the system resets connections that it
 * has completed and that nobody has accepted yet. Proxies that see readiness turn 503 stop coming by themselves,
 * so this waits for a lull, then for a turn of the event loop that accepted none and was too short to miss one.
 */
async function stopAccepting(server: Server, others: readonly NetServer[], lull: number): Promise<void> {
  const end = performance.now() + 10 * lull;
  let accepted = performance.now();
  const count = () => {
    accepted = performance.now();
  };
  server.on("connection", count);
  while (performance.now() - accepted < lull && performance.now() < end) await delay(lull / 5);
  for (let turn = 0; turn < 200; turn++) {
    const begin = performance.now();
    await nextTurn();
    if (accepted < begin && performance.now() - begin < SHORT_TURN) break;
  }
  server.off("connection", count);
  NetServer.prototype.close.call(server);
  for (const other of others) other.close();
}

/** Clients ask for a stream of events by its type, and how the answer was written cannot hide that. */
const isEventStream = ({ req }: ServerResponse) => req.headers.accept?.includes("text/event-stream") ?? false;
