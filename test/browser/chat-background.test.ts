import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WIRE_FORMATS } from "../../runtime/src/ai/providers/wire-formats.fixture.ts";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";

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

/** Starts an answer in the background, in the session of a page. @returns its conversation */
const startInBackground = (page: Page, conversation?: string): Promise<string> =>
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

describe.skipIf(noBrowser)("an answer that a worker writes", () => {
  const provider = createSlowProvider();
  const env: Record<string, string> = {};
  beforeAll(async () => {
    const url = await provider.start();
    Object.assign(env, { OPENAI_COMPATIBLE_URL: url, AI_MODEL: "openai-compatible:fake" });
  });
  afterAll(() => provider.stop());
  const application = applicationIn("built", { env });

  test("is followed by a page that is opened meanwhile, to its end or until it is stopped", async () => {
    await using opened = await application.open("/chat");
    const { page, complaints } = opened;
    const conversation = await startInBackground(page);
    const address = new URL(`/chat/${conversation}`, page.url()).href;
    const responses = page.getByRole("article", { name: "Answer" });

    await page.goto(address);
    await responses.filter({ hasText: "Once upon" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    // Who leaves and comes back finds it from its beginning.
    await page.goto(new URL("/chat", address).href);
    await page.goto(address);
    await responses.filter({ hasText: "Once upon" }).waitFor();
    expect(provider.open.size).toBe(1);
    provider.end();
    await responses.filter({ hasText: "Once upon a time." }).waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
    expect(await responses.count()).toBe(1);

    await startInBackground(page, conversation);
    await page.reload();
    await responses.nth(1).filter({ hasText: "Once upon" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Send" }).waitFor();
    await expect.poll(() => provider.open.size).toBe(0);
    expect(await responses.count()).toBe(2);
    await expect
      .poll(async () => {
        await page.reload();
        return await responses.count();
      })
      .toBe(2);
    expect(complaints).toEqual([]);
  });
});
