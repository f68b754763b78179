import type { Page } from "playwright-core";

/** Opens the page anew that is open. A reload would send a form once more that was sent before its scripts were there. */
export const openAgain = (page: Page) => page.goto(page.url());
