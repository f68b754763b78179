import { once } from "node:events";
import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { listen } from "./listen.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

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
  const listening = await listen(server(), { host: "127.0.0.1", port: 0, orNext: false });
  expect(listening).toMatchObject({ local: true });
  expect(await (await fetch(listening.url)).text()).toBe("here");
});

test("an address that means every interface is told as one to go to", async () => {
  const listening = await listen(server(), { host: "0.0.0.0", port: 0, orNext: false });
  expect(listening).toMatchObject({
    local: false,
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
      todo: "Stop that process, or set PORT to a free port.",
    });
  },
);

test("where any port will do, the next free one is taken and the change is told", async () => {
  const first = await occupied();
  const listening = await listen(server(), { host: "127.0.0.1", port: undefined, orNext: true, first });
  expect(listening.insteadOf).toBe(first);
  expect(new URL(listening.url).port).not.toBe(String(first));
});

test("a host that is not this machine is a sentence", async () => {
  await expect(listen(server(), { host: "192.0.2.1", port: 0, orNext: false })).rejects.toMatchObject({
    code: "host.unknown",
  });
});
