import { expect, test } from "vitest";
import { startWithProvider } from "./ai-server.fixture.ts";

test.each([
  ["is told to stop", (draining: AbortController) => draining.abort()],
  ["closes", (_draining: AbortController, app: { close(): Promise<unknown> }) => void app.close()],
])("a server that %s responds at once to a stream that has not begun", async (_label, stop) => {
  const draining = new AbortController();
  const { client, provider, service, app } = await startWithProvider([{ silentFrom: "body" }], {
    draining: draining.signal,
  });
  const asked = client().send("POST", "/stream", { body: { text: "Hello" } });
  await expect.poll(() => provider.requests.length, { timeout: 60_000 }).toBe(1);
  stop(draining, app);
  const { status, json, headers } = await asked;
  expect([status, json]).toMatchObject([503, { code: "ai.restarting" }]);
  expect(headers.get("retry-after")).toBe("1");
  await provider.requests[0]?.aborted;
  expect((await service.usageSummary("2000")).totals).toMatchObject([{ requests: 1, cancelled: 1 }]);
});

test("a stream that is asked for while the server stops is refused, and nothing is sent", async () => {
  const { client, provider } = await startWithProvider([{ says: { text: ["No."] } }], {
    draining: AbortSignal.abort(),
  });
  const { status, json } = await client().send("POST", "/stream", { body: { text: "Hello" } });
  expect([status, json]).toMatchObject([503, { code: "ai.restarting" }]);
  expect(provider.requests).toEqual([]);
});
