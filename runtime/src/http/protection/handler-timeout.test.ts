import { expect, test } from "vitest";
import { listenAnywhere, testServer } from "../http-server.fixture.ts";

const POST = {
  method: "POST",
  body: JSON.stringify({ text: "Hello" }),
  headers: { "content-type": "application/json" },
} as const;

test("a response that takes too long is given up with 503, though the body of its request has been read", async () => {
  const { app } = await testServer({
    routes: (server) => {
      server.post("/slow", { handlerTimeout: 20 }, () => new Promise(() => {}));
    },
  });
  const url = await listenAnywhere(app);
  const response = await fetch(new URL("/slow", url), POST);
  expect([response.status, await response.json()]).toMatchObject([503, { code: "request.timeout" }]);
});

test("a quiet connection stays open for as long as its route may take, and no other does", async () => {
  const started = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const { app } = await testServer({
    routes: (server) => {
      server.post("/long", { handlerTimeout: 600_000 }, async () => {
        started.resolve();
        await released.promise;
        return { isDone: true };
      });
      server.post("/short", () => new Promise(() => {}));
    },
  });
  // In place of the minute of a server.
  app.server.timeout = 50;
  const url = await listenAnywhere(app);
  const asked = fetch(new URL("/long", url), POST);
  await started.promise;
  await expect(fetch(new URL("/short", url), POST)).rejects.toThrow();
  released.resolve();
  expect(await (await asked).json()).toEqual({ isDone: true });
});
