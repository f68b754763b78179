import { describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { LOOKS, OVERFLOW } from "./looks.ts";
import { takePicture } from "./picture.ts";

const LINKS = "[...document.querySelectorAll('nav a[href^=\"/overseer\"]')].map((link) => link.pathname)";

describe.skipIf(noBrowser)("every page that Overseer leads to", () => {
  const application = applicationIn("development");

  test.each(LOOKS)(
    "opens without a complaint, and fits: $theme, $width px wide",
    async ({ theme, width }) => {
      const look = { colorScheme: theme, viewport: { width, height: 900 } };
      await using opened = await application.open("/overseer", look);
      const { page, complaints } = opened;
      const paths = new Set(await page.evaluate<string[]>(LINKS));
      expect(paths.size).toBeGreaterThan(3);
      for (const path of paths) {
        await page.goto(new URL(path, page.url()).href);
        await page.locator("h1").first().waitFor();
        const name = `${path.slice(1).replaceAll("/", "-")}-${theme}-${width}`;
        const component = /components\/(.+)/.exec(path)?.[1];
        if (component) expect(await page.locator("h1").first().textContent()).toContain(component);
        await takePicture(page, name);
        expect(await page.evaluate<number>(OVERFLOW), path).toBeLessThanOrEqual(0);
        expect(complaints, path).toEqual([]);
      }
    },
  );
});
