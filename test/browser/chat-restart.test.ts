import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { ask, slowProviderIn, startInBackground } from "./slow-provider.ts";

describe.skipIf(noBrowser)("a chat whose server is restarted", () => {
  const { provider, env } = slowProviderIn({ SINGLE_PROCESS: "false" });
  const application = applicationIn("built", { env });
  beforeAll(() => application.startWorker());

  const responsesOf = (page: Page) => page.getByRole("article", { name: "Answer" });

  test("an answer that is streamed breaks off, and the page asks again once the server is back", async () => {
    await using opened = await application.open("/chat");
    const { page } = opened;
    await ask(page, "Tell me a story");
    const responses = responsesOf(page);
    await responses.filter({ hasText: "Once upon" }).waitFor();
    await application.stop();
    await page.getByRole("alert").filter({ hasText: "The server is being restarted." }).waitFor();
    await application.start();
    await responses.filter({ hasText: "The answer broke off here" }).waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await responses.nth(1).filter({ hasText: "Once upon" }).waitFor();
    provider.end();
    await responses.nth(1).filter({ hasText: "Once upon a time." }).waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test.each(["stopped", "killed"])(
    "an answer that a worker writes is followed again after the server was %s",
    async (end) => {
      await using opened = await application.open("/chat");
      const { page } = opened;
      const conversation = await startInBackground(page);
      await page.goto(new URL(`/chat/${conversation}`, page.url()).href);
      const responses = responsesOf(page);
      await responses.filter({ hasText: "Once upon" }).waitFor();
      await (end === "stopped" ? application.stop() : application.kill());
      await page.getByRole("button", { name: "Stop" }).waitFor();
      expect(await page.getByRole("alert").isVisible()).toBe(false);
      provider.end();
      await application.start();
      await responses.filter({ hasText: "Once upon a time." }).waitFor();
      await page.getByRole("button", { name: "Send" }).waitFor();
      expect(await responses.count()).toBe(1);
      expect(await page.getByRole("alert").isVisible()).toBe(false);
    },
  );
});
