import { once } from "node:events";
import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { createDrain } from "./drain.ts";
import { type ListenOptions, listen as listenAt } from "./listen.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const listen = (app: Parameters<typeof listenAt>[0], options: Omit<ListenOptions, "describe">) =>
  listenAt(app, { ...options, describe: (address) => `listens at ${address}` });

function server() {
  const app = fastify();
  app.get("/", () => "here");
  cleanups.push(() => app.close());
  return app;
}

/** Holds a port that the system chose. */
async function occupied(): Promise<number> {
  const holder: NetServer = createServer().listen(0, "127.0.0.1");
  cleanups.push(() => holder.close());
  await once(holder, "listening");
  return (holder.address() as AddressInfo).port;
}

test("the address it tells is where it answers, for this machine alone", async () => {
  const { listening } = await listen(server(), { host: "127.0.0.1", port: 0, orNext: false });
  expect(listening).toMatchObject({ isLocal: true });
  expect(await (await fetch(listening.url)).text()).toBe("here");
});

test("an address that means every interface is told as one to go to", async () => {
  const { listening } = await listen(server(), { host: "0.0.0.0", port: 0, orNext: false });
  expect(listening).toMatchObject({
    isLocal: false,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect(await (await fetch(listening.url)).text()).toBe("here");
});

test.each([true, false])(
  "a port that was asked for and is taken is a sentence (next one will do: %s)",
  async (orNext) => {
    const port = await occupied();
    await expect(listen(server(), { host: "127.0.0.1", port, orNext })).rejects.toMatchObject({
      code: "port.taken",
      message: `Port ${port} is taken by another process.`,
      hint: "Stop that process, or set PORT to a free port.",
    });
  },
);

test("where any port will do, the next free one is taken and the change is told", async () => {
  const first = await occupied();
  const { listening } = await listen(server(), { host: "127.0.0.1", port: undefined, orNext: true, first });
  expect(listening.insteadOf).toBe(first);
  expect(new URL(listening.url).port).not.toBe(String(first));
});

test("a host that is not this machine is a sentence", async () => {
  await expect(listen(server(), { host: "192.0.2.1", port: 0, orNext: false })).rejects.toMatchObject({
    code: "host.unknown",
  });
});

/** Another address of this machine, whether or not its `localhost` has two. */
const SECOND = process.platform === "darwin" ? "::1" : "127.0.0.2";
const resolve = async () => ["127.0.0.1", SECOND];
const at = (host: string, url: string, path = "/") =>
  `http://${host.includes(":") ? `[${host}]` : host}:${new URL(url).port}${path}`;

test("a name with two addresses is opened on both", async () => {
  const { listening, others } = await listen(server(), {
    host: "localhost",
    port: 0,
    orNext: false,
    resolve,
  });
  cleanups.push(() => others[0]?.close());
  for (const host of ["127.0.0.1", SECOND])
    expect(await (await fetch(at(host, listening.url))).text()).toBe("here");
});

test("where one address of the name is taken, the next port is opened on both", async () => {
  const holder: NetServer = createServer().listen(0, SECOND);
  cleanups.push(() => holder.close());
  await once(holder, "listening");
  const first = (holder.address() as AddressInfo).port;
  const options = { host: "localhost", port: undefined, orNext: true, first, resolve };
  const { listening, others } = await listen(server(), options);
  cleanups.push(() => others[0]?.close());
  expect(listening.insteadOf).toBe(first);
  expect(await (await fetch(at(SECOND, listening.url))).text()).toBe("here");
});

test("stopping answers the running requests of every address, and refuses new ones on each", async () => {
  const app = server();
  const running = new Set<() => void>();
  const begun = Promise.withResolvers<void>();
  app.get("/slow", () => {
    const { promise, resolve: respond } = Promise.withResolvers<string>();
    running.add(() => respond("whole"));
    if (running.size === 2) begun.resolve();
    return promise;
  });
  let opened: readonly NetServer[] = [];
  const closed = Promise.withResolvers<void>();
  const drain = createDrain(app.server, 0, closed.resolve, () => opened);
  const { listening, others } = await listen(app, { host: "localhost", port: 0, orNext: false, resolve });
  opened = others;
  const asked = ["127.0.0.1", SECOND].map(async (host) =>
    (await fetch(at(host, listening.url, "/slow"))).text(),
  );
  await begun.promise;
  const finished = drain.finish(new AbortController().signal);
  await closed.promise;
  for (const host of ["127.0.0.1", SECOND])
    await expect(fetch(at(host, listening.url)), host).rejects.toMatchObject({
      cause: { code: "ECONNREFUSED" },
    });
  for (const respond of running) respond();
  expect(await Promise.all(asked)).toEqual(["whole", "whole"]);
  expect(await finished).toEqual({ cutOff: 0 });
});
