import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** The one without a window first: it renders the same pages for two thirds of the processor's time. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser of this machine, undefined when it has none. Playwright's own would have to be downloaded. */
const browserPath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** Without a browser its tests are left out, and said to be; in CI they fail instead. */
export const noBrowser = browserPath === undefined && process.env.CI !== "true";
if (noBrowser)
  process.stderr.write("SKIPPED: all tests in a browser, because this machine has no Chromium.\n");

export function launch(): Promise<Browser> {
  if (browserPath === undefined) throw new Error("no browser on this machine: install chromium");
  return chromium.launch({
    executablePath: browserPath,
    // By itself it gives up after half a minute, which a busy machine may need.
    timeout: 240_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Collects whatever a page complains of: console errors, exceptions, requests that failed or were refused. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page cuts its event stream off; that is how it is meant to end.
    if (reason !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
