import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";

/** How the requests of a load ended. */
export interface Tally {
  /** The whole response was read. */
  completed: number;
  /** Turned away by the system before a connection was made: the only way that is fair after SIGTERM. */
  refused: number;
  /** What became of every other one. */
  dropped: string[];
}

interface Call {
  path: string;
  method?: string;
  body?: string;
  expect(body: string): boolean;
}

/** The routes of `server.ts` that end by themselves. */
export const FAST_CALL: Call = { path: "/fast", expect: (body) => body === '{"fast":true}' };
export const SLOW_CALL: Call = { path: "/slow", expect: (body) => body === '{"slow":true}' };
export const TRICKLE_CALL: Call = { path: "/trickle", expect: (body) => body.length === 20_000 };
export const UPLOAD_CALL: Call = {
  path: "/length",
  method: "POST",
  body: JSON.stringify("x".repeat(100_000)),
  expect: (body) => body === '{"length":100002}',
};

/**
 * Sends `call` again and again over `connections` keep-alive connections, until each of them is refused.
 *
 * @param fresh whether every request opens a connection of its own
 */
export async function putLoadOn(
  port: number,
  call: Call,
  connections: number,
  fresh = false,
): Promise<Tally> {
  const tally: Tally = { completed: 0, refused: 0, dropped: [] };
  const agent = new Agent({ keepAlive: !fresh, maxSockets: connections });
  const client = async () => {
    for (;;) {
      try {
        const { status, body } = await send(agent, port, call);
        if (status === 200 && call.expect(body)) tally.completed += 1;
        else tally.dropped.push(`${call.path}: status ${status}, ${body.length} characters`);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
        if (code === "ECONNREFUSED") tally.refused += 1;
        else tally.dropped.push(`${call.path}: ${code}`);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return tally;
}

async function send(agent: Agent, port: number, { path, method = "GET", body }: Call) {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const outgoing = request({ host: "127.0.0.1", port, path, method, agent, headers });
  const completed = once(outgoing, "response");
  outgoing.end(body);
  const [incoming] = (await completed) as [IncomingMessage];
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
  return { status: incoming.statusCode, body: text };
}
