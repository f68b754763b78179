import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { listenAnywhere, testServer } from "../http-server.fixture.ts";
import { problemSchema } from "./problem.ts";

const withPost = () =>
  testServer({
    settings: { NODE_ENV: "production" },
    routes: (app) => {
      app.post("/echo", { schema: { body: z.object({ name: z.string() }) } }, ({ body }) => body);
    },
  });

const json = { "content-type": "application/json" };
const nested = (depth: number) => `{"name":"deep","in":${'{"in":'.repeat(depth)}1${"}".repeat(depth)}}`;

test.each([
  ["broken JSON", json, '{"name": ', 400, "request.malformed-json"],
  ["nothing", json, "", 400, "request.empty-body"],
  [
    "a key that reaches the prototype",
    json,
    '{"name":"x","__proto__":{"admin":true}}',
    400,
    "request.malformed-json",
  ],
  [
    "a constructor that reaches the prototype",
    json,
    '{"name":"x","constructor":{"prototype":{"admin":true}}}',
    400,
    "request.malformed-json",
  ],
  ["10 MB", json, JSON.stringify({ name: "x".repeat(10_000_000) }), 413, "request.too-large"],
  ["another type", { "content-type": "application/xml" }, "<name/>", 415, "request.media-type"],
  ["a type that is none", { "content-type": ";;;" }, "{}", 415, "request.media-type"],
  ["JSON that says it is text", { "content-type": "text/plain" }, '{"name":"x"}', 415, "request.media-type"],
  ["an array", json, "[]", 400, "request.invalid"],
  ["null", json, "null", 400, "request.invalid"],
  ["a wrong length", { ...json, "content-length": "99" }, '{"name":"x"}', 400, "request.content-length"],
])("%s as a body is refused", async (_name, headers, payload, status, code) => {
  const { app } = await withPost();
  const response = await app.inject({ method: "POST", url: "/echo", headers, payload });
  expect(response.statusCode).toBe(status);
  expect(problemSchema.parse(response.json()).code).toBe(code);
});

test("JSON may be nested 100 deep, and what is deeper is refused before anything walks through it", async () => {
  const { app } = await withPost();
  const post = (payload: string) => app.inject({ method: "POST", url: "/echo", headers: json, payload });
  expect((await post(nested(98))).json()).toEqual({ name: "deep" });
  for (const depth of [100, 100_000]) {
    const response = await post(nested(depth));
    expect(response.json()).toMatchObject({ status: 400, code: "request.too-deep" });
  }
  // Brackets within a text open nothing.
  expect((await post(JSON.stringify({ name: `"\\"${"[{".repeat(200)}` }))).statusCode).toBe(200);
});

const many = (text: string, count: number) => text.repeat(count);

test.each([
  ["a path of 2,049 characters", `/${"a".repeat(2_048)}`, {}, 414, "request.path-too-long"],
  ["a path of 7,000 segments", `/${many("a/", 7_000)}`, {}, 414, "request.path-too-long"],
  [
    "a path of 65 encoded slashes",
    `/${many("a%2F", 33)}${many("a%2f", 33)}`,
    {},
    414,
    "request.path-too-long",
  ],
  ["the same, of the API", `/api/v1/${many("a/", 7_000)}`, {}, 414, "request.path-too-long"],
  ["a long query", `/echo?${"a".repeat(8_192)}`, {}, 414, "request.query-too-long"],
  ["a query of many parameters", `/echo?${many("index&", 300)}`, {}, 414, "request.query-too-long"],
  [
    "a content type of many parameters",
    "/echo",
    { "content-type": `application/json${many(";", 14_000)}` },
    431,
    "request.headers-too-large",
  ],
  ["many cookies", "/echo", { cookie: many("a=b;", 300) }, 431, "request.headers-too-large"],
  [
    "many headers",
    "/echo",
    Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x-${index}`, "1"])),
    431,
    "request.headers-too-large",
  ],
])("%s: refused before anything parses it", async (_name, url, headers, status, code) => {
  const { app } = await withPost();
  const parsed = vi.fn();
  app.addHook("preParsing", async () => parsed());
  for (const method of ["GET", "POST"] as const) {
    const response = await app.inject({ url, method, headers: { host: "localhost", ...headers } });
    expect(response.json()).toMatchObject({ status, code });
  }
  expect(parsed).not.toHaveBeenCalled();
});

test("nothing that a body holds changes what other requests see", async () => {
  const { app } = await withPost();
  await app.inject({
    method: "POST",
    url: "/echo",
    headers: json,
    payload: '{"name":"x","__proto__":{"polluted":1}}',
  });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test.each([
  ["/%E0%A4%A", 400, "request.malformed-path"],
  [`/api/v1/${"x".repeat(500)}`, 404, "route.not-found"],
])("the path %s is refused", async (url, status, code) => {
  const { app } = await withPost();
  const response = await app.inject(url);
  expect(response.json()).toMatchObject({ status, code });
  expect(response.headers["x-request-id"]).toBe(response.json().requestId);
});

/** Sends bytes as they are and reads what comes back until the server closes. */
async function send(port: number, bytes: string): Promise<{ head: string; body: string }> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const received = await text(socket);
  const [head = "", body = ""] = received.split("\r\n\r\n");
  return { head, body };
}

test.each([
  [
    "headers beyond the limit",
    `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${"x".repeat(20_000)}\r\n\r\n`,
    431,
    "request.headers-too-large",
  ],
  ["no HTTP", "hello there\r\n\r\n", 400, "request.malformed"],
  [
    "two lengths",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    400,
    "request.malformed",
  ],
])("%s: answered as a problem, then the connection ends", async (_name, bytes, status, code) => {
  const { app } = await withPost();
  const { port } = await listenAnywhere(app);
  const { head, body } = await send(Number(port), bytes);
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain("application/problem+json");
  expect(JSON.parse(body)).toMatchObject({
    status,
    code,
    detail: expect.any(String),
    hint: expect.any(String),
  });
});

test("a request that arrives too slowly is given up with 408", async () => {
  const { app } = await withPost();
  const { port } = await listenAnywhere(app);
  const connected = once(app.server, "connection");
  const reply = send(Number(port), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Le");
  const [socket] = await connected;
  // What Node tells when the time is up; to wait for it would take half a minute.
  app.server.emit(
    "clientError",
    Object.assign(new Error("too slow"), { code: "ERR_HTTP_REQUEST_TIMEOUT" }),
    socket,
  );
  const { head, body } = await reply;
  expect(head).toMatch(/^HTTP\/1.1 408 /);
  expect(JSON.parse(body)).toMatchObject({ status: 408, code: "request.too-slow" });
});

test.each([
  ["too large", "application/json", 413],
  ["of another type", "application/xml", 415],
])("a client that still sends a body that is %s receives the refusal", async (_name, type, status) => {
  const { app } = await withPost();
  const { port } = await listenAnywhere(app);
  const socket = connect(Number(port), "127.0.0.1");
  const length = 2_000_000;
  socket.write(
    `POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
  );
  const [refusal] = await once(socket, "data");
  expect(String(refusal)).toContain(`HTTP/1.1 ${status} `);
  // The rest of the body, then another request on the same connection.
  socket.write("x".repeat(length));
  socket.write("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(await text(socket)).toContain("HTTP/1.1 404 ");
});
