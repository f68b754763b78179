import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { AiProvider } from "./ai-provider.ts";
import { anthropic } from "./anthropic.ts";
import { google } from "./google.ts";
import { openAi } from "./openai.ts";
import { openAiCompatible } from "./openai-compatible.ts";
import { WIRE_FORMATS, type WireProvider, type WireResponse } from "./wire-formats.fixture.ts";

/** What the server does with one request. */
export type WireBehaviour =
  | { readonly says: WireResponse; readonly pieceBytes?: number }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Begins to answer and says nothing more. */
  | { readonly stallAfter: WireResponse }
  /** Accepts a request, and sends nothing: not even headers, or no part of its body. */
  | { readonly silentFrom: "headers" | "body" }
  /** Begins to answer and cuts the connection. */
  | { readonly cutAfter: WireResponse }
  /** Answers with what is no event of the format. */
  | { readonly garbage: string };

interface WireRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Resolves when the connection of a request ended before its response. */
  readonly aborted: Promise<void>;
}

export const TEST_KEY = "key-of-this-test-0123456789";

/** A local server that speaks the format of a provider, and the provider of models that asks it. */
export async function startProviderServer(provider: WireProvider, behaviours: readonly WireBehaviour[]) {
  const requests: WireRequest[] = [];
  const waiting = [...behaviours];
  const format = WIRE_FORMATS[provider];
  const server = createServer(async (request, response) => {
    const aborted = new Promise<void>((resolve) => {
      response.on("close", () => {
        if (!response.writableFinished) resolve();
      });
    });
    let body = "";
    for await (const piece of request) body += piece;
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers, body, aborted });
    const isStream = provider === "google" ? format.paths.stream.test(path) : /"stream":true/.test(body);
    // What it was told last it does from then on: the SDK asks again after some faults.
    const behaviour = waiting.length > 1 ? waiting.shift() : waiting[0];
    respond(behaviour ?? { status: 500 }, isStream, response);
  });

  function respond(behaviour: WireBehaviour, isStream: boolean, response: ServerResponse): void {
    if ("status" in behaviour) {
      response.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers });
      response.end(behaviour.body ?? "{}");
    } else if ("silentFrom" in behaviour) {
      if (behaviour.silentFrom === "headers") return;
      response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "application/json" });
      response.flushHeaders();
    } else if ("garbage" in behaviour) {
      response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "application/json" });
      response.end(behaviour.garbage);
    } else if ("says" in behaviour && !isStream) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(format.whole(behaviour.says)));
    } else void respondWithEvents(behaviour, response);
  }

  async function respondWithEvents(
    behaviour: Extract<WireBehaviour, { says: unknown } | { stallAfter: unknown } | { cutAfter: unknown }>,
    response: ServerResponse,
  ): Promise<void> {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const said =
      "says" in behaviour
        ? behaviour.says
        : "stallAfter" in behaviour
          ? behaviour.stallAfter
          : behaviour.cutAfter;
    const events = format.events(said);
    // Of an answer that stops in the middle the end is left out.
    const sent = "says" in behaviour ? events : events.slice(0, Math.max(1, events.length - 2));
    const text = sent
      .map(
        ({ event, data }) =>
          `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`,
      )
      .join("");
    const bytes = Buffer.from(text);
    const size = "says" in behaviour ? (behaviour.pieceBytes ?? bytes.length) : bytes.length;
    for (let from = 0; from < bytes.length; from += size) {
      response.write(bytes.subarray(from, from + size));
      // Each piece is a packet of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if ("says" in behaviour) response.end();
    else if ("cutAfter" in behaviour) response.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { requests, url, provider: providerAt(provider, url), model: `${provider}:fake` };
}

function providerAt(provider: WireProvider, url: string): AiProvider {
  const providers = {
    openai: () => openAi({ OPENAI_API_KEY: TEST_KEY, OPENAI_BASE_URL: url }),
    anthropic: () => anthropic({ ANTHROPIC_API_KEY: TEST_KEY, ANTHROPIC_BASE_URL: url }),
    google: () => google({ GOOGLE_API_KEY: TEST_KEY, GOOGLE_BASE_URL: url }),
    "openai-compatible": () =>
      openAiCompatible({ OPENAI_COMPATIBLE_URL: url, OPENAI_COMPATIBLE_API_KEY: TEST_KEY }),
  };
  return providers[provider]();
}
