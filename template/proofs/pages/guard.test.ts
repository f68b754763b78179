import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPages } from "./build.ts";
import { expectAsked, expectClosed } from "./refusals.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPERATOR_PASSWORD = "correct-horse-battery";

/** Every way to spell the operations pages that a router might treat as another path than a guard does. */
const SPELLINGS = [
  "/overseer",
  "/overseer/",
  "/overseer/Components/Backend",
  "/overseer/components/backend/",
  "/overseer/components/cli",
  "/%6Fverseer",
  "/overseer?index",
  "/overseer?_data=overseer/layout",
  "/overseer.data",
  "/%6Fverseer.data",
  "/overseer/_.data",
  "/overseer/components/backend.data",
  "/overseer.data?_routes=overview",
  "/overseer/components/backend.data?_routes=component",
  "/overseer/components/backend.data?_routes=",
];

/** What Overseer does not respond to, since it is below `/overseer` as it is written. */
const OUTSIDE = ["/OVERSEER", "/Overseer/Components/Backend", "/OVERSEER.data"];

/** What only an operator may read. */
const SECRET = /heapUsed|lastHealthyAt|Event loop delay/;

let directory: string;
let closed: RunningServer;
let locked: RunningServer;

beforeAll(async () => {
  directory = await builtPages();
  closed = await startServer({ mode: "production", directory });
  locked = await startServer({
    mode: "production",
    directory,
    environment: { OVERSEER_PASSWORD: OPERATOR_PASSWORD },
  });
});

afterAll(async () => {
  await Promise.all([closed.stop(), locked.stop()]);
});

describe.each(SPELLINGS)("%s", (path) => {
  test("is closed while there is no password", async () => {
    const response = await fetch(closed.url + path, { redirect: "manual" });
    await expectClosed(response);
    expect(await response.text()).not.toMatch(SECRET);
  });

  test("asks who it is", async () => {
    const response = await fetch(locked.url + path, { redirect: "manual" });
    await expectAsked(response);
    expect(await response.text()).not.toMatch(SECRET);
  });
});

test.each(OUTSIDE)("%s is no page, with or without a password", async (path) => {
  for (const { url } of [closed, locked]) {
    const response = await fetch(url + path, { redirect: "manual" });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(SECRET);
  }
});

test.each(["HEAD", "POST", "PUT", "DELETE"])("%s gets no further than GET", async (method) => {
  const response = await fetch(`${locked.url}/overseer`, { method, redirect: "manual" });
  await expectAsked(response);
  expect(await response.text()).not.toMatch(SECRET);
});

test("the right password opens them, a wrong one does not", async () => {
  const open = (password: string) =>
    fetch(`${locked.url}/overseer`, {
      headers: { authorization: `Basic ${btoa(`admin:${password}`)}` },
      redirect: "manual",
    });
  await expectAsked(await open("wrong"));
  expect((await open(OPERATOR_PASSWORD)).status).toBe(200);
});

test("pages for everybody do not judge credentials, so a wrong password harms nothing there", async () => {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const response = await fetch(`${locked.url}/`, {
      headers: { authorization: `Basic ${btoa("admin:guess")}` },
    });
    expect(response.status).toBe(200);
  }
});

test("too many wrong passwords are answered 429, in the house's look", async () => {
  const guess = () =>
    fetch(`${locked.url}/overseer`, {
      headers: { authorization: `Basic ${btoa("admin:guess")}` },
      redirect: "manual",
    });
  let response = await guess();
  for (let attempt = 0; attempt < 12 && response.status !== 429; attempt += 1) response = await guess();
  expect(response.status).toBe(429);
  expect(await response.text()).toContain("Too many attempts");
});

describe("the monitoring token", () => {
  const TOKEN = "a-token-of-the-monitoring";
  let watched: RunningServer;

  beforeAll(async () => {
    const environment = { OVERSEER_PASSWORD: OPERATOR_PASSWORD, MONITORING_TOKEN: TOKEN };
    watched = await startServer({ mode: "production", directory, environment });
  });

  afterAll(() => watched.stop());

  const authorization = `Bearer ${TOKEN}`;
  const asPassword = `Basic ${btoa(`monitoring:${TOKEN}`)}`;

  test.each([authorization, asPassword])("reads the pages and their data: %s", async (shown) => {
    for (const path of ["/overseer", "/overseer/components/backend", "/overseer.data"]) {
      const response = await fetch(watched.url + path, {
        headers: { authorization: shown },
        redirect: "manual",
      });
      expect([path, response.status]).toEqual([path, 200]);
      expect(await response.text()).toMatch(/uptime|Uptime|Backend|backend/);
    }
  });

  test.each([
    "/overseer",
    "/overseer/components/backend",
    "/overseer.data",
    "/overseer/components/backend.data",
  ])("does nothing at %s", async (path) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
      const sent = { method, headers, body: "intent=clear&ask=1" };
      const { status } = await fetch(watched.url + path, sent);
      expect([method, status]).toEqual([method, 403]);
    }
  });
});
