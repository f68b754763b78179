import { describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { LOOKS, OVERFLOW } from "./looks.ts";
import { takePicture } from "./picture.ts";

const FOCUS = `(({ activeElement: element }) =>
  [element.tagName, getComputedStyle(element).outlineStyle, element.outerHTML.slice(0, 200)])(document)`;

describe.skipIf(noBrowser).each(["development", "production"] as const)("in %s", (mode) => {
  const application = applicationIn(mode);

  test.each(["/", "/overseer", "/docs/"])("%s opens without a complaint", async (path) => {
    await using opened = await application.open(path);
    const { page, complaints } = opened;
    await page
      .locator(path === "/docs/" ? ".swagger-ui .info" : "h1")
      .first()
      .waitFor();
    await page.waitForLoadState("load");
    expect(complaints).toEqual([]);
  });

  test.each(LOOKS)("nothing scrolls sideways: $theme, $width px wide", async (look) => {
    for (const path of ["/", "/overseer"]) {
      const viewport = { width: look.width, height: 900 };
      await using opened = await application.open(path, { colorScheme: look.theme, viewport });
      const { page, complaints } = opened;
      await page.locator("h1").first().waitFor();
      expect(await page.evaluate<number>(OVERFLOW)).toBeLessThanOrEqual(0);
      const name = `${mode}-${path === "/" ? "start" : "overseer"}-${look.theme}-${look.width}`;
      await takePicture(page, name);
      expect(complaints).toEqual([]);
    }
  });

  test("a page is whole without scripts", async () => {
    await using opened = await application.open("/overseer", { javaScriptEnabled: false });
    const { page } = opened;
    expect(await page.locator("h1").first().textContent()).toMatch(/Healthy|Info|Warning/);
    expect(await page.getByRole("navigation").first().textContent()).toContain("backend");
    expect(await page.locator("#activity, [aria-labelledby=activity]").first().textContent()).toContain(
      "CPU",
    );
  });

  test("the keyboard reaches everything, the content first", async () => {
    await using opened = await application.open("/overseer");
    const { page } = opened;
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    expect(await focused.textContent()).toMatch(/skip/i);
    await page.keyboard.press("Enter");
    expect(await page.evaluate<string>("location.hash")).not.toBe("");
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      const [tag, outline, markup] = await page.evaluate<string[]>(FOCUS);
      if (tag === "BODY") return;
      expect(outline, markup).not.toBe("none");
    }
    throw new Error("the focus never came round");
  });
});
