import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** Where the pictures of the pages are left, to be looked at. */
const PICTURES = join(import.meta.dirname, "../../.work/screenshots");

/**
 * Leaves a picture of the whole page. The caret stays: hiding it writes into the page, and React, where it has not taken
 * the page over yet, then finds it other than it was sent and complains.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, caret: "initial" });
}
