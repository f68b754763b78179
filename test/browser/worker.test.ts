import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { LOOKS, OVERFLOW } from "./looks.ts";
import { openAgain } from "./open-again.ts";
import { replaceLoadTest } from "./page-subjects.ts";
import { takePicture } from "./picture.ts";

const PAGE = "/overseer/components/worker";
/** Stands in for the work of the load test: it fails for as long as its file is not there. */
const UNLUCKY = `import { existsSync } from "node:fs";
import { handle, loadTestTask } from "@aegis-stack/runtime/queue";

export const loadTestHandler = handle(loadTestTask, () => {
  if (!existsSync("luck")) throw new Error("no luck today");
  return { startedAt: 0, finishedAt: 1 };
});
`;

describe.skipIf(noBrowser)("the worker, everything in one process", () => {
  const application = applicationIn("development", {
    edit: (folder) => replaceLoadTest(folder, UNLUCKY),
  });

  /** Presses a button, and the one of the same name in the dialog that asks. */
  async function agree(place: Locator, name: string): Promise<void> {
    await place.getByRole("button", { name, exact: true }).click();
    await place.page().getByRole("dialog").getByRole("button", { name, exact: true }).click();
  }

  test("a task is enqueued by its form and seen to its end, without a reload", async () => {
    await using opened = await application.open(`${PAGE}/enqueue/write-system-report`);
    const { page, complaints } = opened;
    await page.getByLabel("title").fill("Weekly");
    await page.getByRole("button", { name: "Enqueue" }).click();
    await page.getByRole("link", { name: "View task" }).click();
    await page.locator("h1", { hasText: "Completed" }).waitFor();
    expect(await page.locator("[aria-labelledby=texts]").textContent()).toContain("# Weekly");
    expect(await page.locator("[aria-labelledby=timeline]").textContent()).toContain("Attempt 1 started");
    await takePicture(page, "worker-task");
    expect(complaints).toEqual([]);
  });

  test("pausing a queue asks first, tells how it went, and is seen in place", async () => {
    await using opened = await application.open(PAGE);
    const { page, complaints } = opened;
    const row = page.locator("[aria-labelledby=queues] li", { hasText: "load-test" });
    await row.getByRole("button", { name: "Pause" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.textContent()).toContain("across restarts too");
    await dialog.getByRole("button", { name: "Pause" }).click();
    await row.getByText("load-test is paused until it is resumed.").waitFor();
    await agree(row, "Resume");
    await row.getByText("load-test is resumed.").waitFor();
    expect(complaints).toEqual([]);
  });

  test("failed tasks are seen, run again until they succeed, and forgotten", async () => {
    await using opened = await application.open(`${PAGE}/enqueue/load-test`);
    const { page, complaints } = opened;
    for (const run of ["one", "two", "three"]) {
      await page.getByLabel("run").fill(run);
      await page.getByRole("button", { name: "Enqueue" }).click();
      await page.getByText("was enqueued.").waitFor();
      await openAgain(page);
    }
    await page.goto(new URL(PAGE, page.url()).href);
    const panel = page.locator("[aria-labelledby=failed]");
    const failed = panel.locator("li", { hasText: "no luck today" });
    await panel.getByText("3 failed", { exact: true }).waitFor();
    expect(await failed.count()).toBe(3);
    await takePicture(page, "worker-failed");

    await agree(failed.first(), "Discard");
    await page.getByText("is discarded.").waitFor();
    await panel.getByText("2 failed", { exact: true }).waitFor();

    writeFileSync(join(application.folder(), "luck"), "");
    const link = failed.first().getByRole("link");
    const task = await link.getAttribute("href");
    await agree(failed.first(), "Retry");
    await page.getByText("was enqueued again, with all its attempts.").waitFor();
    await panel.getByText("1 failed", { exact: true }).waitFor();
    await page.goto(new URL(`${task}`, page.url()).href);
    await page.locator("h1", { hasText: "Completed" }).waitFor();

    await page.goto(new URL(PAGE, page.url()).href);
    await agree(panel, "Retry all");
    await page.getByText("1 failed task was enqueued again").waitFor();
    await panel.getByText("No failed tasks.").waitFor();
    expect(complaints).toEqual([]);
  });

  test("a form without scripts enqueues as well", async () => {
    await using opened = await application.open(`${PAGE}/enqueue/write-system-report`, {
      javaScriptEnabled: false,
    });
    const { page } = opened;
    await page.getByRole("button", { name: "Enqueue" }).click();
    await page.getByText("was enqueued.").waitFor();
  });

  test.each(LOOKS)("nothing scrolls sideways: $theme, $width px wide", async ({ theme, width }) => {
    for (const name of ["worker", "redis", "cache"]) {
      const viewport = { width, height: 900 };
      await using opened = await application.open(`/overseer/components/${name}`, {
        colorScheme: theme,
        viewport,
      });
      const { page, complaints } = opened;
      await page.getByText("Live", { exact: true }).waitFor();
      expect(await page.evaluate<number>(OVERFLOW)).toBeLessThanOrEqual(0);
      await takePicture(page, `${name}-${theme}-${width}`);
      expect(complaints).toEqual([]);
    }
  });
});
