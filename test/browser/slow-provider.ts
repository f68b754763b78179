import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { WIRE_FORMATS } from "../../runtime/src/ai/providers/wire-formats.fixture.ts";

/** A provider whose answers begin at once, and end when the test says so. */
function createSlowProvider() {
  const open = new Set<ServerResponse>();
  const events = WIRE_FORMATS["openai-compatible"]
    .events({ text: ["Once upon ", "a time."] })
    .map(({ data }) => `data: ${JSON.stringify(data)}\n\n`);
  // What follows the first text.
  const middle = events.findIndex((event) => event.includes("a time."));
  const server = createServer((request, response) => {
    request.resume();
    open.add(response);
    response.on("close", () => open.delete(response));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(events.slice(0, middle).join(""));
  });
  return {
    start: async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
    open,
    end: () => {
      for (const response of open) response.end(events.slice(middle).join(""));
    },
  };
}

/**
 * A slow provider for the tests of the surrounding block.
 *
 * @returns it, and the settings with which an application asks it, which are complete before the application starts
 */
export function slowProviderIn(settings: Readonly<Record<string, string>> = {}) {
  const provider = createSlowProvider();
  const env: Record<string, string> = { ...settings };
  beforeAll(async () => {
    const url = await provider.start();
    Object.assign(env, { OPENAI_COMPATIBLE_URL: url, AI_MODEL: "openai-compatible:fake" });
  });
  afterAll(() => provider.stop());
  return { provider, env };
}

/** Starts an answer in the background, in the session of a page. @returns its conversation */
export const startInBackground = (page: Page, conversation?: string): Promise<string> =>
  page.evaluate(async (given) => {
    const response = await fetch("/api/v1/ai/stream", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Tell me a story", background: true, conversation: given }),
    });
    if (response.status !== 202) throw new Error(await response.text());
    const started = (await response.json()) as { conversation: string };
    return started.conversation;
  }, conversation);

/** Sends a message by the form of a chat page, once scripts run: it is a document without them. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.locator("form:not([method])", { has: page.getByLabel("Your message") }).waitFor();
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}
