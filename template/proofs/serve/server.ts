import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { run } from "@aegis-stack/runtime/application";

/** The application's server, with routes that are hard to stop. */
await run("web", () => import("#app/application.ts"), {
  web: async () => ({ web: { create: createWeb } }),
});

async function createWeb() {
  const { createServer } = await import("#app/components/backend/server.ts");
  const { serveHttp } = await import("@aegis-stack/runtime/http");
  const { application } = await import("#app/application.ts");
  const { getDataFolder } = await import("@aegis-stack/runtime/files");
  const app = await createServer();

  const asked = new Set<string>();
  app.addHook("onRequest", async ({ url, log }) => {
    if (!asked.has(url)) log.info(`${url} is asked for`);
    asked.add(url);
  });
  app.get("/fast", () => ({ fast: true }));
  app.get("/slow", async () => {
    await delay(Number(process.env.SLOW_RESPONSE_MS ?? 1_000));
    return { slow: true };
  });
  app.get("/forever", ({ log }) => {
    log.info("forever has begun");
    return new Promise(() => {});
  });
  app.post("/length", ({ body }) => ({ length: JSON.stringify(body).length }));
  app.get("/trickle", (_request, reply) => reply.type("text/plain").send(Readable.from(trickle())));

  const streams = new Set<ServerResponse>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.end("data: bye\n\n");
  });
  app.get("/events", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream" });
    reply.raw.write("data: hello\n\n");
    streams.add(reply.raw);
  });
  return serveHttp({ app, ...application, dataDirectory: getDataFolder(application.folder) });
}

async function* trickle() {
  for (let count = 0; count < 20; count++) {
    yield "x".repeat(1_000);
    await delay(20);
  }
}
