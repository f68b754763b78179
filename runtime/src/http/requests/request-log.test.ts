import { once } from "node:events";
import { get } from "node:http";
import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";
import { EventStreams } from "../responses/event-streams.ts";

const server = (level: string) =>
  testServer({
    level,
    routes: (app) => {
      app.get("/thing", () => ({}));
      app.get("/assets/*", (_request, reply) => reply.send("file"));
      app.get("/broken", () => Promise.reject(new Error("broken")));
    },
  });

test("one line for an answer, with neither query nor headers", async () => {
  const { app, lines } = await server("info");
  await app.inject({
    url: "/thing?token=hunter2",
    headers: { authorization: "Bearer hunter2", cookie: "session=hunter2" },
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    level: 30,
    msg: "GET /thing 200",
    method: "GET",
    path: "/thing",
    status: 200,
    duration: expect.any(Number),
    client: "127.0.0.1",
    requestId: expect.any(String),
  });
  expect(JSON.stringify(lines)).not.toContain("hunter2");
});

test.each(["/health/live", "/health/ready", "/api/v1/system/snapshot", "/assets/app.js"])(
  "%s, asked for again and again, is not logged unless the level is debug",
  async (url) => {
    const quiet = await server("info");
    await quiet.app.inject(url);
    expect(quiet.lines).toEqual([]);
    const debug = await server("debug");
    await debug.app.inject(url);
    expect(debug.lines.map(({ level, msg }) => [level, msg])).toEqual([[20, `GET ${url} 200`]]);
  },
);

test("an answer that failed is an error", async () => {
  const { app, lines } = await server("warn");
  await app.inject("/broken");
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [50, "request failed"],
    [50, "GET /broken 500"],
  ]);
});

test("a client that leaves an event stream leaves no credentials in the log", async () => {
  const { app, lines } = await testServer({
    level: "trace",
    routes: (app) => {
      const streams = new EventStreams({ limit: 1, source: () => () => {} });
      app.get("/events", { config: { endless: true } }, (_request, reply) =>
        reply.type("text/event-stream").send(streams.open("data: first\n\n")),
      );
    },
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const request = get(`${address}/events`, { headers: { authorization: "Basic YWRtaW46aHVudGVyMg==" } });
  const [response] = await once(request, "response");
  await once(response, "data");
  request.destroy();
  await expect
    .poll(() => lines.map(({ msg }) => msg))
    .toContain("the client left before the end of the answer");
  expect(JSON.stringify(lines)).not.toMatch(/authorization|Basic /i);
});
