import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import { boot, freePort, type Running } from "../matrix/boot.ts";
import { installPlain } from "../runtime/install-plain.ts";
import { packed } from "../runtime/packed.ts";
import { launch, noBrowser } from "./chromium.ts";

const BUILD_FOLDER = "dist/overseer/build/";
const ASSETS_FOLDER = `${BUILD_FOLDER}client/assets/`;

/** The packed runtime as another build: none of its assets has the name of one of this build, nor has its list of routes. */
function createOtherBuild(): Map<string, string | Uint8Array> {
  const names = [...packed.keys()]
    .filter((path) => path.startsWith(ASSETS_FOLDER) && /\.(?:js|css)$/.test(path))
    .map((path) => basename(path));
  const rename = (text: string) =>
    names.reduce((renamed, name) => renamed.replaceAll(name, name.replace(/(?=\.\w+$)/, "x")), text);
  const files = [...packed].flatMap(([path, content]): [string, string | Uint8Array][] => {
    if (!path.startsWith(BUILD_FOLDER)) return [[path, content]];
    // Compressed assets are left out: the server sends the plain ones.
    return /\.(?:br|gz)$/.test(path) ? [] : [[rename(path), rename(String(content))]];
  });
  const version = /manifest-(\w+)\.js/.exec(names.join(" "))?.[1] ?? "";
  expect(version).not.toBe("");
  const server = `${BUILD_FOLDER}server.js`;
  return new Map(files).set(
    server,
    rename(String(packed.get(server))).replace(new RegExp(`(["\`])${version}\\1`, "g"), `$1${version}x$1`),
  );
}

const IS_INTERACTIVE = "window.__reactRouterDataRouter?.state.initialized === true";

/** Waits for an expression, which the debugger evaluates: the policy of the page forbids it to evaluate text itself. */
const untilTrue = (page: Page, expression: string) =>
  // While the page is replaced by another one there is nothing to evaluate it in.
  expect.poll(() => page.evaluate<boolean>(expression).catch(() => false)).toBe(true);

describe.skipIf(noBrowser)("a page of Overseer that was opened before an update", () => {
  const before = temporaryFolder();
  const after = temporaryFolder();
  let port = 0;
  let running: Running | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    installPlain(before);
    installPlain(after, createOtherBuild());
    for (const folder of [before, after])
      for (const file of ["overseer-options.js", "overseer-listening.js"])
        cpSync(join(import.meta.dirname, "../runtime", file), join(folder, file));
    port = await freePort();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function start(folder: string): Promise<void> {
    await running?.stop();
    running = await boot({ folder, args: ["overseer-listening.js"], port });
  }

  /** Opens a page of the build before the update; the server is of the one after it when this resolves. */
  async function openBeforeUpdate(path: string) {
    if (!browser) throw new Error("there is no browser");
    await start(before);
    const context = await browser.newContext({ extraHTTPHeaders: { authorization: "open" } });
    // A browser that has just started, on two busy cores, may take its time.
    context.setDefaultTimeout(240_000);
    const page = await context.newPage();
    const exceptions: string[] = [];
    page.on("pageerror", (error) => exceptions.push(error.message));
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await untilTrue(page, IS_INTERACTIVE);
    await page.evaluate("window.isFromBefore = true");
    await start(after);
    return { page, exceptions, [Symbol.asyncDispose]: () => context.close() };
  }

  test("is loaded anew on a click, and leads on from there, without an error", async () => {
    await using opened = await openBeforeUpdate("/overseer");
    const { page, exceptions } = opened;
    const link = page.locator('a[href="/overseer/panels/printers"]').first();
    await link.click();
    // The router finds that a script of the page it goes to has gone, and loads the open page from the server of the update.
    await untilTrue(page, `!window.isFromBefore && ${IS_INTERACTIVE}`);
    await link.click();
    await page.getByRole("heading", { level: 1, name: "Printers" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/overseer/panels/printers");
    expect(exceptions).toEqual([]);
  });

  test("sends its form to the server of the update, without an error", async () => {
    await using opened = await openBeforeUpdate("/overseer/panels/printers");
    const { page, exceptions } = opened;
    await page.locator('input[name="field.copies"]').fill("2");
    await page.getByRole("button", { name: "Print" }).click();
    await page.getByText("Printed 2.").waitFor();
    expect(exceptions).toEqual([]);
  });
});
