import { describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { ask, slowProviderIn, startInBackground } from "./slow-provider.ts";

describe.skipIf(noBrowser)("a slow answer", () => {
  const { provider, env } = slowProviderIn();
  const application = applicationIn("built", { env });

  test("of a worker is followed by a page that is opened meanwhile, to its end or until it is stopped", async () => {
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

  test("is left where its conversation is, although that had no address yet", async () => {
    await using opened = await application.open("/chat");
    const { page } = opened;
    // The page's data for the new address comes when the test says so, which is never.
    const asked = Promise.withResolvers<void>();
    await page.route(/\/chat\/[^/]+\.data/, () => asked.resolve());
    await ask(page, "Tell me another story");
    const responses = page.getByRole("article", { name: "Answer" });
    await responses.filter({ hasText: "Once upon" }).waitFor();
    await asked.promise;
    await page.getByRole("link", { name: "New conversation" }).click();
    await expect.poll(() => responses.count()).toBe(0);
    await expect.poll(() => provider.open.size).toBe(0);
    await page.unrouteAll();
    await page.getByRole("link", { name: "Tell me another story" }).click();
    await responses.filter({ hasText: "The answer broke off here" }).waitFor();
  });
});
