import type { Cookie, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { runIn } from "../matrix/workspace.ts";
import { isLongRun } from "../suite/sample.ts";
import { visitorsOf } from "./accounts.ts";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { focusFaultsIn, layoutFaultsIn, violationsIn } from "./inspections.ts";
import { pageRoutesOf } from "./page-routes.ts";
import { addFailures, makeSubjects } from "./page-subjects.ts";
import { type Subjects, VISITORS, VISITS, type Visit, type Visitor } from "./page-visits.ts";
import { takePicture } from "./picture.ts";

interface Screen {
  name: string;
  viewport: { width: number; height: number };
  deviceScaleFactor: number;
}

/** Sizes are CSS pixels: a zoom of 200 % halves those of the page and doubles the pixels that each of them takes. */
const SCREENS: readonly Screen[] = [
  { name: "1280 px", viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  { name: "390 px", viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 },
  { name: "200 %", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
];

/** Scripts hear of another colour scheme with the next frame. */
const NEXT_FRAME = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))";

/** What is no page of the router's: the API reference, and addresses that lead nowhere. */
const OTHER_PAGES = ["/docs", "(none)"];

/** In a sample each visit is made on one of the screens, and each screen has as many. */
const VISIT_ORDER = new Map(
  Object.values(VISITS)
    .flat()
    .map((visit, index) => [visit, index]),
);
const isVisited = (visit: Visit, screen: Screen): boolean =>
  isLongRun || (VISIT_ORDER.get(visit) ?? 0) % SCREENS.length === SCREENS.indexOf(screen);

describe.skipIf(noBrowser)("every page", () => {
  const application = applicationIn("built", {
    hasAccounts: true,
    env: {
      // All visits come from one client.
      RATE_LIMIT: "1000000",
      GITHUB_CLIENT_ID: "this-application",
      GITHUB_CLIENT_SECRET: "of this test",
    },
    edit: (folder) => {
      addFailures(folder);
      const { status, output } = runIn(folder, "npm", ["run", "build"]);
      if (status !== 0) throw new Error(output);
    },
  });
  const cookies = new Map<Visitor, Cookie[]>();
  let subjects: Subjects;

  beforeAll(async () => {
    await using admin = await application.open("/");
    await using user = await application.open("/");
    const signedIn = { admin: admin.page, user: user.page };
    subjects = await makeSubjects(application, visitorsOf(application), signedIn);
    cookies.set("admin", await admin.page.context().cookies());
    cookies.set("user", await user.page.context().cookies());
  });

  test("has its visits in page-visits.ts", () => {
    const routes = pageRoutesOf(application.folder());
    expect(Object.keys(VISITS).toSorted()).toEqual([...routes, ...OTHER_PAGES].toSorted());
  });

  /** Looks at a page in both colour schemes. @returns what is wrong with it, an entry a fault */
  async function faultsOf(page: Page, route: string, visit: Visit, { name }: Screen): Promise<string[]> {
    const { path, prepare, state, as, shows = "h1" } = visit;
    const address = typeof path === "string" ? path : path(subjects);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(new URL(address, page.url()).href);
    await page.locator(shows).first().waitFor();
    await page.waitForLoadState("load");
    await prepare?.(page);
    const view = [route, state, `as ${as}`, name].filter(Boolean).join(" ");
    const picture = `page-${view.replace("*", "unknown").replaceAll(/\W+/g, "-")}`;
    await takePicture(page, `${picture}-light`);
    const faults = [
      ...(await violationsIn(page, "everything")),
      ...(await layoutFaultsIn(page)),
      ...(await focusFaultsIn(page)),
    ];
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.evaluate(NEXT_FRAME);
    faults.push(...(await violationsIn(page, "colours")));
    if (name === "390 px" || process.env.PICTURES) await takePicture(page, `${picture}-dark`);
    return faults.map((fault) => `${view}: ${fault}`);
  }

  test.concurrent.for(SCREENS)(
    "is accessible by axe's rules, by keyboard and without motion: $name",
    async (screen, { expect }) => {
      const faults: string[] = [];
      const { viewport, deviceScaleFactor } = screen;
      for (const visitor of VISITORS) {
        await using opened = await application.open("/", { viewport, deviceScaleFactor });
        const { page } = opened;
        await page.context().addCookies(cookies.get(visitor) ?? []);
        for (const [route, visits] of Object.entries(VISITS))
          for (const visit of visits.filter((visit) => visit.as === visitor && isVisited(visit, screen)))
            faults.push(...(await faultsOf(page, route, visit, screen)));
      }
      expect(faults).toEqual([]);
    },
  );
});
