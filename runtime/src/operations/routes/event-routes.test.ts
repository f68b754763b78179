import { get, type IncomingMessage } from "node:http";
import { json as readJson } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { healthReport } from "../../health/index.ts";
import { metricsSample } from "../../metrics/index.ts";
import { systemSnapshot } from "../../operations/index.ts";
import {
  asOperator,
  check,
  listening,
  PASSWORD,
  type TestServerOptions,
  testServer,
} from "../../operations/operator-server.fixture.ts";

interface Event {
  name: string;
  data: unknown;
}

/** Opens the stream over a connection of its own and reads it event by event, as a browser does. */
async function follow(url: URL, headers: Record<string, string> = {}) {
  const request = get(new URL("/overseer/api/system/events", url), {
    agent: false,
    headers: { accept: "text/event-stream", ...headers },
  });
  onTestFinished(() => void request.destroy());
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve).once("error", reject);
  });
  response.setEncoding("utf8");
  const chunks = response.iterator({ destroyOnReturn: false });
  let text = "";

  /** The next event; undefined once the stream has ended. */
  async function next(): Promise<Event | undefined> {
    const end = text.indexOf("\n\n");
    if (end === -1) {
      const { done, value } = await chunks.next();
      if (done) return undefined;
      text += value;
      return next();
    }
    const block = text.slice(0, end);
    text = text.slice(end + 2);
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    return name === undefined || data === undefined ? next() : { name, data: JSON.parse(data) };
  }
  return { response, next, problem: () => readJson(response), leave: () => void request.destroy() };
}

async function serving(options: TestServerOptions = {}) {
  const server = await testServer(options);
  return { ...server, url: await listening(server.app) };
}

test("the first event is the whole, then samples and reports follow", async () => {
  const { url, tick } = await serving();
  tick({ cpu: 0.1 });
  const { response, next } = await follow(url, { "last-event-id": "whatever" });
  expect(response.headers["content-type"]).toBe("text/event-stream");
  expect(response.headers["cache-control"]).toBe("no-store");
  const first = await next();
  expect(first?.name).toBe("snapshot");
  expect(systemSnapshot.parse(first?.data).metrics.map(({ cpu }) => cpu)).toEqual([0.1]);
  tick({ cpu: 0.2 });
  const sample = await next();
  expect(sample?.name).toBe("sample");
  expect(metricsSample.parse(sample?.data).cpu).toBe(0.2);
  const health = await next();
  expect(health?.name).toBe("health");
  expect(healthReport.parse(health?.data).ready).toBe(true);
});

test("in production an operator may follow, nobody else", async () => {
  const { url } = await serving({ environment: { NODE_ENV: "production", OVERSEER_PASSWORD: PASSWORD } });
  expect((await follow(url)).response.statusCode).toBe(401);
  const { response, next } = await follow(url, asOperator);
  expect(response.statusCode).toBe(200);
  expect((await next())?.name).toBe("snapshot");
});

test("any number of viewers hear the same, and the checks run once for all of them", async () => {
  let runs = 0;
  const counted = check("counted", true, () => {
    runs += 1;
    return { status: "healthy", message: "Is well." };
  });
  const { url, tick } = await serving({ checks: [counted] });
  const viewers = await Promise.all([follow(url), follow(url), follow(url)]);
  for (const { next } of viewers) await next();
  runs = 0;
  tick({ cpu: 0.5 });
  for (const { next } of viewers) {
    expect(await next()).toMatchObject({ name: "sample", data: { cpu: 0.5 } });
    expect((await next())?.name).toBe("health");
  }
  expect(runs).toBe(1);
});

test("every stream ends when the process begins to stop, and no new one is opened", async () => {
  const { url, drain } = await serving();
  const { next } = await follow(url);
  await next();
  drain();
  expect(await next()).toBeUndefined();
  const { response, problem } = await follow(url);
  expect(response.statusCode).toBe(503);
  expect(await problem()).toMatchObject({ code: "events.stopping" });
});

test("a server that closes does not wait for its viewers", async () => {
  const { app, url } = await serving();
  const { next } = await follow(url);
  await next();
  const closed = app.close();
  expect(await next()).toBeUndefined();
  await closed;
});

test("a viewer who leaves makes room for another", async () => {
  const { url } = await serving();
  const viewers = await Promise.all(Array.from({ length: 50 }, () => follow(url)));
  const refused = await follow(url);
  expect(refused.response.statusCode).toBe(503);
  expect(refused.response.headers["retry-after"]).toBe("10");
  expect(await refused.problem()).toMatchObject({ code: "events.full" });
  viewers[0]?.leave();
  await expect.poll(async () => (await follow(url)).response.statusCode).toBe(200);
});

test("HEAD does not open a stream that nobody would read", async () => {
  const { app } = await testServer();
  const response = await app.inject({ method: "HEAD", url: "/overseer/api/system/events" });
  expect(response.statusCode).toBe(405);
});
