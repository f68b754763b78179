import { createEnqueuer, createMemoryQueueEngine, defineTask, handle } from "@aegis-stack/runtime/queue";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { trial } from "../worker/trial.ts";
import { testServer } from "./test-server.ts";

const POLL_TIMEOUT = { timeout: 60_000, interval: 10 };

const order = defineTask({ name: "order", queue: "test", payload: z.object({ dish: z.string() }) });
const cook = defineTask({
  name: "cook",
  queue: "test",
  payload: z.object({ dish: z.string() }),
  attempts: 1,
});

/** A route that enqueues a task, which enqueues another one, which logs a line and fails. */
async function kitchen() {
  const engine = createMemoryQueueEngine();
  const { enqueue } = createEnqueuer(engine);
  const { lines } = await trial({
    engine,
    handlers: [
      handle(order, ({ dish }) => enqueue(cook, { dish })),
      handle(cook, (_payload, { log }) => {
        log.info("cooking");
        throw new Error("burnt");
      }),
    ],
  });
  const { app } = await testServer({
    routes: (server) => {
      server.post("/orders", { schema: { body: order.payload } }, ({ body }) => enqueue(order, body));
    },
  });
  const send = (id: string, dish: string) =>
    app.inject({ method: "POST", url: "/orders", headers: { "x-request-id": id }, payload: { dish } });
  const said = (message: string) => lines.filter(({ msg }) => msg === message);
  return { send, said, enqueue };
}

test("the lines about a task carry the id of the request that enqueued it, and so do those of what it enqueues", async () => {
  const { send, said } = await kitchen();
  const responses = await Promise.all([send("first", "soup"), send("second", "cake")]);
  expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  await vi.waitFor(() => expect(said("task failed")).toHaveLength(2), POLL_TIMEOUT);
  const ids = (message: string) => said(message).map(({ task, requestId }) => `${task} ${requestId}`);
  expect(ids("task completed").toSorted()).toEqual(["order first", "order second"]);
  expect(ids("cooking").toSorted()).toEqual(["cook first", "cook second"]);
  expect(ids("task failed").toSorted()).toEqual(["cook first", "cook second"]);
});

test("a task that no request enqueued carries none", async () => {
  const { said, enqueue } = await kitchen();
  await enqueue(cook, { dish: "bread" });
  await vi.waitFor(() => expect(said("task failed")).toHaveLength(1), POLL_TIMEOUT);
  expect(said("task failed")[0]).not.toHaveProperty("requestId");
});
