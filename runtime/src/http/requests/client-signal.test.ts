import { expect, test } from "vitest";
import { listenAnywhere, testServer } from "../http-server.fixture.ts";
import { createClientSignal } from "./client-signal.ts";

/** A server with one route, whose handler shows its signals and waits to be released. */
async function start() {
  const started = Promise.withResolvers<{ readonly client: AbortSignal; readonly bodyRead: Promise<void> }>();
  const released = Promise.withResolvers<void>();
  const { app } = await testServer({
    routes: (server) => {
      server.all("/wait", async (request, reply) => {
        const bodyRead = new Promise<void>((resolve) => {
          if (request.raw.destroyed) resolve();
          else request.raw.once("close", resolve);
        });
        started.resolve({ client: createClientSignal(reply), bodyRead });
        await released.promise;
        return { isDone: true };
      });
    },
  });
  const url = new URL("/wait", await listenAnywhere(app));
  return { url, started: started.promise, release: released.resolve };
}

const POST = {
  method: "POST",
  body: JSON.stringify({ text: "Hello" }),
  headers: { "content-type": "application/json" },
};

test("the signal does not abort while the client waits, though its body has been read", async () => {
  const { url, started, release } = await start();
  const asked = fetch(url, POST);
  const { client, bodyRead } = await started;
  await bodyRead;
  expect(client.aborted).toBe(false);
  release();
  expect(await (await asked).json()).toEqual({ isDone: true });
  expect(client.aborted).toBe(false);
});

test.each([
  ["with a body", POST],
  ["without one", { method: "GET" }],
])("the signal aborts when the client of a request %s leaves", async (_label, init) => {
  const { url, started, release } = await start();
  const leaving = new AbortController();
  const asked = fetch(url, { ...init, signal: leaving.signal });
  const { client } = await started;
  const aborted = new Promise((resolve) => client.addEventListener("abort", resolve));
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await aborted;
  expect(client.aborted).toBe(true);
  release();
});
