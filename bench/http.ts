import { generateApplication } from "./application.ts";
import { load, post } from "./load.ts";
import { compare, tableOf } from "./ratio.ts";
import { end, startServers } from "./serving.ts";

// Requests a second of one server at a time, loaded by wrk over 50 connections. All servers stay up all the while.
const ROUND_COUNT = 9;

const order = post("order", { name: "an order of some length", amount: 3 });

const servers = [
  { name: "raw Fastify", folder: import.meta.dirname, args: ["servers/fastify.ts"], port: 8_761 },
  { name: "node:http", folder: import.meta.dirname, args: ["servers/node.ts"], port: 8_762 },
  { name: "generated application", folder: generateApplication(), args: ["bench-server.ts"], port: 8_763 },
];
/** The same protections, as Fastify's own plugins bring them. */
const protectedServer = {
  name: "Fastify with the same protections",
  folder: import.meta.dirname,
  args: ["servers/protected.ts"],
  port: 8_764,
};
const started = await startServers(
  [...servers, protectedServer].map((server) => ({ ...server, path: "/health/live" })),
);

async function race(
  title: string,
  path: string,
  script: readonly string[],
  racing: readonly { readonly name: string; readonly port: number }[] = servers,
): Promise<void> {
  const contestants = racing.map(({ name, port }) => ({
    name,
    measure: () => load(`http://127.0.0.1:${port}${path}`, script),
  }));
  process.stdout.write(`${tableOf(title, "requests/s", await compare(contestants, ROUND_COUNT))}\n`);
}

try {
  await race("GET /health/live", "/health/live", []);
  await race("POST, validated in and out", "/orders", order);
  const [, , application = protectedServer] = servers;
  const pair = [protectedServer, application];
  await race("GET with the same protections", "/status", [], pair);
  await race("POST with the same protections", "/orders", order, pair);
} finally {
  await Promise.all(started.map(({ child }) => end(child)));
}
