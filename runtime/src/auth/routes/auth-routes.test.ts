import { expect, test } from "vitest";
import { listenAnywhere, testServer } from "../../http/http-server.fixture.ts";
import { createAuthRoutes } from "./auth-routes.ts";

/** A server whose library of accounts waits until it is released. */
async function start() {
  const received = Promise.withResolvers<Request>();
  const released = Promise.withResolvers<void>();
  const handle = async (request: Request) => {
    received.resolve(request);
    await released.promise;
    return Response.json({ wasAborted: request.signal.aborted });
  };
  const { app } = await testServer({
    api: async (api) => {
      await api.register(createAuthRoutes({ handle }), { prefix: "/auth" });
    },
  });
  const url = await listenAnywhere(app);
  const ask = (signal?: AbortSignal) =>
    fetch(new URL("/auth/sign-in/email", url), {
      method: "POST",
      body: JSON.stringify({ email: "ada@example.com" }),
      headers: { "content-type": "application/json" },
      ...(signal && { signal }),
    });
  return { ask, url, received: received.promise, release: released.resolve };
}

test("the library of accounts is not told that a client left which still waits", async () => {
  const { ask, url, received, release } = await start();
  const asked = ask();
  await received;
  // Another request takes longer than Node.js needs to close the one whose body has been read.
  await (await fetch(new URL("/health/live", url))).text();
  release();
  expect(await (await asked).json()).toEqual({ wasAborted: false });
});

test("the library of accounts is told when a client leaves", async () => {
  const { ask, received, release } = await start();
  const leaving = new AbortController();
  const asked = ask(leaving.signal);
  const { signal } = await received;
  const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await aborted;
  expect(signal.aborted).toBe(true);
  release();
});
