import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { asOperator, listening, PASSWORD, testServer } from "../../operations/operator-server.fixture.ts";
import { createMemoryQueueEngine, createQueue, defineTask, type QueueEngine } from "../index.ts";

const URL = "/overseer/api/tasks";
const POLL_OPTIONS = { timeout: 60_000, interval: 10 };

const greet = defineTask({
  name: "greet",
  queue: "letters",
  payload: z.object({ name: z.string().min(1) }),
  attempts: 1,
});

/** The queues of an application that can be operated. */
function withQueue(engine: QueueEngine) {
  const queue = createQueue({ engine, queues: { "load-test": {}, letters: {} } });
  return queue.operations([greet]);
}

/** A server with a queue of its own, and a worker that does what `run` says. */
async function served(
  environment: Record<string, string> = {},
  engine: QueueEngine = createMemoryQueueEngine(),
) {
  const { capability, tasks } = withQueue(engine);
  const { app } = await testServer({
    environment,
    capabilities: [capability],
  });
  const work = (queue: string, run: () => Promise<unknown>) => {
    const consumer = engine.consume({
      queue,
      concurrency: 5,
      rateLimit: undefined,
      worker: "one",
      run,
      backoff: () => 0,
      polled: () => {},
      recovered: () => {},
      lost: () => {},
      failed: () => {},
    });
    onTestFinished(() => consumer.close());
  };
  const send = (method: "POST" | "DELETE", path: string, payload?: object) =>
    app.inject({ method, url: `${URL}${path}`, ...(payload && { payload }) });
  const enqueue = async (name = "Ada") =>
    (await send("POST", "", { name: "greet", payload: { name } })).json();
  const state = async (id: string) => (await app.inject(`${URL}/${id}`)).json().task.state;
  return { app, tasks, work, send, enqueue, state };
}

test("a task is promised with 202 and found at Location, from its state to its result", async () => {
  const { app, work, send, state } = await served();
  const promised = await send("POST", "", { name: "greet", payload: { name: "Ada" } });
  expect(promised.statusCode).toBe(202);
  expect(promised.json()).toMatchObject({ name: "greet", queue: "letters", outcome: "added" });
  const { taskId } = promised.json();
  expect(promised.headers.location).toBe(`${URL}/${encodeURIComponent(taskId)}`);
  expect((await app.inject(promised.headers.location ?? "")).json()).toMatchObject({
    task: { id: taskId, state: "waiting", payload: { name: "Ada" }, result: null },
    timeline: [{ kind: "enqueued" }],
  });
  work("letters", async () => "Hello, Ada!");
  await vi.waitFor(async () => expect(await state(taskId)).toBe("completed"), POLL_OPTIONS);
  expect((await app.inject(`${URL}/${taskId}`)).json().task.result).toBe("Hello, Ada!");
});

test.each([
  [{ name: "nothing", payload: {} }, 404, "tasks.no-contract"],
  [{ name: "greet", payload: { name: "" } }, 400, "tasks.invalid-payload"],
  [{ name: "greet", payload: { name: "Ada" }, delay: -1 }, 400, "request.invalid"],
  [{ payload: {} }, 400, "request.invalid"],
])("%o is refused with %i", async (payload, status, code) => {
  const { send } = await served();
  const refused = await send("POST", "", payload);
  expect([refused.statusCode, refused.json().code]).toEqual([status, code]);
});

test("tasks are listed by state, queue and name, a page at a time", async () => {
  const { app, enqueue } = await served();
  for (const name of ["a", "b", "c"]) await enqueue(name);
  const list = async (query: string) => (await app.inject(`${URL}?${query}`)).json();
  const names = ({ tasks }: { tasks: { payload: { name: string } }[] }) =>
    tasks.map(({ payload }) => payload.name);
  expect(names(await list("state=waiting"))).toEqual(["a", "b", "c"]);
  const second = await list("state=waiting&queue=letters&name=greet&offset=1&limit=1");
  expect([names(second), second.total]).toEqual([["b"], 3]);
  expect(await list("")).toEqual({ tasks: [], total: 0 });
  expect((await app.inject(`${URL}?state=lost`)).statusCode).toBe(400);
  expect((await app.inject(`${URL}?limit=9999`)).statusCode).toBe(400);
  expect((await app.inject(`${URL}?queue=nothing`)).json().code).toBe("queues.unknown");
});

test("what has failed is run again or forgotten, one or all", async () => {
  const { app, work, send, enqueue, state } = await served();
  let broken = true;
  work("letters", async () => {
    if (broken) throw new Error("no paper");
    return "sent";
  });
  const ids = [];
  for (const name of ["a", "b", "c"]) ids.push((await enqueue(name)).taskId);
  const [one, two, three] = ids;
  for (const id of ids) await vi.waitFor(async () => expect(await state(id)).toBe("failed"), POLL_OPTIONS);
  expect((await app.inject(`${URL}/${one}`)).json().task.error).toBe("no paper");
  expect((await send("DELETE", `/${three}`)).statusCode).toBe(200);
  expect((await app.inject(`${URL}/${three}`)).statusCode).toBe(404);
  broken = false;
  expect((await send("POST", `/${one}/retry`)).statusCode).toBe(202);
  expect((await send("POST", "/retry-failed", { queue: "letters" })).json()).toEqual({ count: 1 });
  for (const id of [one, two])
    await vi.waitFor(async () => expect(await state(id)).toBe("completed"), POLL_OPTIONS);
  expect((await send("POST", "/discard-failed", {})).json()).toEqual({ count: 0 });
  expect((await send("POST", "/nobody/retry")).json().code).toBe("tasks.unknown");
});

test("a task is followed by events until it is over", async () => {
  const { app, work, enqueue } = await served();
  const url = await listening(app);
  const { taskId } = await enqueue();
  const response = await fetch(new globalThis.URL(`${URL}/${taskId}/events`, url));
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  work("letters", async () => "done");
  const text = await response.text();
  const states = [...text.matchAll(/^event: task\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!).state);
  expect([states[0], states.at(-1)]).toEqual(["waiting", "completed"]);
  expect((await fetch(new globalThis.URL(`${URL}/nobody/events`, url))).status).toBe(404);
});

test("a server that stops ends the streams", async () => {
  const engine = createMemoryQueueEngine();
  const { tasks, capability } = withQueue(engine);
  const { app, drain } = await testServer({ capabilities: [capability] });
  const url = await listening(app);
  const { taskId } = await tasks.enqueue("greet", { name: "Ada" });
  const response = await fetch(new globalThis.URL(`${URL}/${taskId}/events`, url));
  drain();
  expect(await response.text()).toContain('"state":"waiting"');
});

test("queues are listed, paused, resumed and drained", async () => {
  const { app, enqueue } = await served();
  await enqueue();
  const send = async (name: string, action: string) =>
    (await app.inject({ method: "POST", url: `/overseer/api/queues/${name}/${action}` })).json();
  const { queues, engine } = (await app.inject("/overseer/api/queues")).json();
  expect(engine).toBe("memory");
  expect(queues.at(-1)).toMatchObject({ name: "letters", waiting: 1, paused: false });
  expect(await send("letters", "pause")).toMatchObject({ paused: true });
  expect(await send("letters", "resume")).toMatchObject({ paused: false });
  expect(await send("letters", "drain")).toEqual({ count: 1 });
  expect((await app.inject("/overseer/api/queues/letters")).json().waiting).toBe(0);
  expect(await send("nothing", "pause")).toMatchObject({ code: "queues.unknown" });
});

test("a load test is started and reported on", async () => {
  const { app, work, send } = await served();
  const started = await send("POST", "/load-tests", { kind: "cpu", tasks: 20 });
  expect(started.statusCode).toBe(202);
  const { run } = started.json();
  const report = async () => (await app.inject(`${URL}/load-tests/${run}`)).json();
  expect(await report()).toEqual({
    run,
    completed: 0,
    failed: 0,
    throughput: null,
    wait: null,
    work: null,
    total: null,
  });
  work("load-test", async () => ({ startedAt: 0, finishedAt: 0 }));
  await vi.waitFor(async () => expect((await report()).completed).toBe(20), POLL_OPTIONS);
  expect(await report()).toMatchObject({ failed: 0, wait: { p99: expect.any(Number) } });
  expect((await send("POST", "/load-tests", { kind: "cpu", tasks: 0 })).statusCode).toBe(400);
});

test("while the queue's server is away, 503 says when to come back", async () => {
  const away = new AppError({
    code: "queue.unavailable",
    category: "unavailable",
    message: "Away.",
    hint: "Wait.",
    retryAfter: 5,
  });
  const engine = { ...createMemoryQueueEngine(), add: () => Promise.reject(away) };
  const { send } = await served({}, engine);
  const refused = await send("POST", "", { name: "greet", payload: { name: "Ada" } });
  expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "5"]);
  expect(refused.json().code).toBe("queue.unavailable");
});

test("nobody but operators is let in", async () => {
  const { app } = await served({ OVERSEER_PASSWORD: PASSWORD });
  for (const url of [
    URL,
    `${URL}/contracts`,
    `${URL}/some/events`,
    `${URL}/load-tests/one`,
    "/overseer/api/queues",
  ]) {
    expect((await app.inject(url)).statusCode).toBe(401);
  }
  const enqueue = { method: "POST", url: URL, payload: { name: "greet", payload: { name: "Ada" } } } as const;
  expect((await app.inject(enqueue)).statusCode).toBe(401);
  expect((await app.inject({ ...enqueue, headers: asOperator })).statusCode).toBe(202);
});
