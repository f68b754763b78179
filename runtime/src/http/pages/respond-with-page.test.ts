import { fastify } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { respondWithPage } from "./respond-with-page.ts";

/** A server that responds with this to every request. */
async function server(respond: () => Response) {
  const app = fastify();
  onTestFinished(() => app.close());
  app.route({
    method: ["GET", "HEAD"],
    url: "/*",
    handler: (request, reply) =>
      respondWithPage(request, reply, { timeoutMs: 60_000, render: async () => respond() }),
  });
  return app;
}

const PAGE = "<p>Grüße</p>";

test("a page that states its length is sent whole, with its status and each of its cookies", async () => {
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "content-length": "13" });
  headers.append("set-cookie", "a=1");
  headers.append("set-cookie", "b=2");
  const app = await server(() => new Response(PAGE, { status: 404, headers }));
  const { statusCode, body, headers: sent } = await app.inject("/");
  expect([statusCode, body]).toEqual([404, PAGE]);
  expect(sent).toMatchObject({ "set-cookie": ["a=1", "b=2"], "content-type": "text/html; charset=utf-8" });
  expect(sent["content-length"]).toBe(String(Buffer.byteLength(PAGE)));
  expect(sent).not.toHaveProperty("transfer-encoding");
});

test("a length that middleware of the application has made wrong is corrected", async () => {
  const app = await server(() => new Response(PAGE, { headers: { "content-length": "5" } }));
  const { body, headers } = await app.inject("/");
  expect([body, headers["content-length"]]).toEqual([PAGE, String(Buffer.byteLength(PAGE))]);
});

test("HEAD says how long the page is, and sends none of it", async () => {
  const app = await server(() => new Response(null, { headers: { "content-length": "14" } }));
  const { body, headers } = await app.inject({ method: "HEAD", url: "/" });
  expect([body, headers["content-length"]]).toEqual(["", "14"]);
});

test("what does not state its length is sent as it comes, and so is what is too large for memory", async () => {
  const pieces = ["first ", "second"];
  const stream = () =>
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
  const app = await server(() => new Response(stream()));
  const { body, headers } = await app.inject("/");
  expect(body).toBe("first second");
  expect(headers).not.toHaveProperty("content-length");

  const large = "x".repeat(1_048_577);
  const other = await server(
    () => new Response(large, { headers: { "content-length": String(large.length) } }),
  );
  expect((await other.inject("/")).body).toHaveLength(large.length);
});
