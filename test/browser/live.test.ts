import { describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";

const FRESHNESS = "[data-freshness]";

describe.skipIf(noBrowser)("Overseer while it is looked at", () => {
  const application = applicationIn("production");

  test("values change in place, by the stream", async () => {
    await using opened = await application.open("/overseer");
    const { page, complaints } = opened;
    await page.locator('[data-freshness="live"]').waitFor();
    const charts = page.locator("#activity svg, [aria-labelledby=activity] svg");
    const before = await charts.first().innerHTML();
    // Below it a trouble may come or go, which is news; the values themselves must not push anything.
    const place = await page.locator("[aria-labelledby=activity]").boundingBox();
    await expect.poll(() => charts.first().innerHTML()).not.toBe(before);
    expect(await page.locator("[aria-labelledby=activity]").boundingBox()).toEqual(place);
    expect(complaints).toEqual([]);
  });

  test("a server that is gone is said, and one that is back is live again", async () => {
    await using opened = await application.open("/overseer");
    const { page } = opened;
    const freshness = page.locator(FRESHNESS);
    await expect.poll(() => freshness.getAttribute("data-freshness")).toBe("live");
    await application.stop();
    await expect.poll(() => freshness.getAttribute("data-freshness")).toBe("stale");
    expect(await freshness.textContent()).toMatch(/Stale for|Reconnecting/);
    await application.start();
    await expect.poll(() => freshness.getAttribute("data-freshness")).toBe("live");
  });
});
