import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtPages } from "./build.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPERATOR_PASSWORD = "correct-horse-battery";
const OPERATOR_HEADERS = { authorization: `Basic ${btoa(`admin:${OPERATOR_PASSWORD}`)}` };

let directory: string;
let server: RunningServer;

beforeAll(async () => {
  directory = await builtPages();
  server = await startServer({
    mode: "production",
    directory,
    environment: { OVERSEER_PASSWORD: OPERATOR_PASSWORD },
  });
});

afterAll(async () => {
  await server.stop();
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { redirect: "manual", ...init });

test("the start page shows what the stack holds, complete without a script", async () => {
  const response = await get("/");
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
  expect(html).toContain("app/components/backend");
  expect(html).toContain("npm run check");
  expect(html).toContain("</html>");
});

test("the start page leads to the operations pages only those who may see them", async () => {
  expect(await (await get("/")).text()).not.toMatch(/href="\/(?:overseer|docs|health)"/);
  expect(await (await get("/", { headers: OPERATOR_HEADERS })).text()).toContain('href="/overseer"');
});

test("Overseer is rendered whole: status, checks, measurements, facts", async () => {
  const html = await (await get("/overseer", { headers: OPERATOR_HEADERS })).text();
  for (const text of [
    "<h1",
    "Activity",
    "Problems",
    "event-loop",
    "user-interface",
    "Environment",
    "production",
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toMatch(/<time dateTime="[^"]+" title="\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"/);
});

test("the page of one component shows its checks with all their figures", async () => {
  const html = await (await get("/overseer/components/backend", { headers: OPERATOR_HEADERS })).text();
  expect(html).toContain("heapUsed");
  expect(html).toContain("app/components/backend");
  expect((await get("/overseer/components/nothing", { headers: OPERATOR_HEADERS })).status).toBe(404);
});

test("every inline script carries the nonce of the policy, and no element brings a style of its own", async () => {
  const response = await get("/overseer", { headers: OPERATOR_HEADERS });
  const nonce = response.headers
    .get("content-security-policy")
    ?.match(/script-src [^;]*'nonce-([^']+)'/)?.[1];
  const html = await response.text();
  const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  expect(scripts.length).toBeGreaterThan(2);
  for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/\sstyle="|<style/);
});

test("nothing is loaded from another host", async () => {
  const html = await (await get("/")).text();
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test("the theme that a cookie asks for is there in the first byte", async () => {
  const dark = await (await get("/", { headers: { cookie: "theme=dark" } })).text();
  const system = await (await get("/")).text();
  expect(dark).toMatch(/<html[^>]* data-theme="dark"/);
  expect(system).not.toMatch(/<html[^>]* data-theme/);
});

test("a page that does not exist is answered 404 in the house's look, and nothing is logged", async () => {
  const before = server.logged().length;
  const response = await get("/_nowhere", { headers: { cookie: "theme=dark" } });
  const html = await response.text();
  expect(response.status).toBe(404);
  expect(html).toContain("Page not found");
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  expect(html).toContain('rel="stylesheet"');
  expect(server.logged()).toHaveLength(before);
});

test("a path of the API is never answered with a page", async () => {
  const response = await get("/api/v1/_nowhere");
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
});

test("HEAD answers what GET does, without the body", async () => {
  const response = await get("/", { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).toBe("");
  expect((await get("/_nowhere", { method: "HEAD" })).status).toBe(404);
});

test("assets are packed and never change, the icon is asked for again, a missing asset is no page", async () => {
  const html = await (await get("/")).text();
  const script = html.match(/\/assets\/entry\.client-[\w-]+\.js/)?.[0] ?? "";
  const asset = await get(script, { headers: { "accept-encoding": "br" } });
  expect(asset.status).toBe(200);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(asset.headers.get("vary")).toContain("accept-encoding");

  const icon = await get("/favicon.svg");
  expect(icon.headers.get("cache-control")).toBe("public, max-age=3600");

  const missing = await get("/assets/missing-1234.js");
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).not.toContain("html");
  expect(missing.headers.get("cache-control") ?? "").not.toContain("immutable");
  expect((await get("/.vite/manifest.json")).status).toBe(404);
});

test("a form from another site is refused, also as data", async () => {
  for (const path of ["/", "/_root.data"]) {
    const response = await get(path, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: "a=b",
    });
    expect(response.status).toBe(403);
  }
  const own = await get("/", { method: "POST", headers: { origin: server.url }, body: "a=b" });
  expect(own.status).toBe(405);
});

test("a path of 7,000 segments or a form of 500,000 fields is refused before a page sees it", async () => {
  const path = await get(`/${"a/".repeat(7_000)}`);
  expect([path.status, (await path.json()).code]).toEqual([414, "request.path-too-long"]);
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: server.url };
  const form = await get("/", { method: "POST", headers, body: "a&".repeat(500_000) });
  expect([form.status, (await form.json()).code]).toEqual([413, "request.form-too-large"]);
});

test("the routes come with the page: there is no address at which paths are matched by request", async () => {
  const response = await get(`/__manifest?version=1&paths=${encodeURIComponent("/a/b,/sign-in")}`);
  expect(response.status).toBe(404);
  expect(await (await get("/")).text()).not.toContain('routeDiscovery":{"mode":"lazy');
});

test.each(["TRACE", "PROPFIND", "SEARCH", "LOCK"])("%s is no method of a page", async (method) => {
  for (const path of ["/", "/_root.data", "/overseer", "/api/v1/nothing", "/health"]) {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path, method }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status, path).toBeOneOf([404, 405]);
  }
});

test("no answer about who asks or about this moment is kept by anything on its way", async () => {
  for (const path of [
    "/overseer.data",
    "/health",
    "/openapi.json",
    "/docs",
    "/docs/json",
    "/overseer/api/system/snapshot",
  ]) {
    const response = await get(path, { headers: OPERATOR_HEADERS });
    expect([path, response.headers.get("cache-control")]).toEqual([path, "no-store"]);
  }
  for (const path of ["/health/live", "/health/ready", "/_root.data", "/nowhere.data"])
    expect([path, (await get(path)).headers.get("cache-control")]).toEqual([path, "no-store"]);
});

test("a body above the limit is refused before a page sees it", async () => {
  const response = await get("/", { method: "POST", body: "x".repeat(2_000_000) });
  expect(response.status).toBe(413);
});

test("a Host header that makes no address is the client's fault", async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${server.url}/`, { headers: { host: "a b" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(400);
});

test("a page that takes too long is given up, said once, and the next one is served", async () => {
  const slow = await startServer({
    mode: "production",
    directory,
    timeout: 2_000,
    environment: { OVERSEER_PASSWORD: OPERATOR_PASSWORD },
  });
  await slow.tell("hang");
  const response = await fetch(`${slow.url}/overseer`, { headers: OPERATOR_HEADERS });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("page.too-slow");
  const id = response.headers.get("x-request-id");
  const lines = () => slow.logged().filter(({ requestId }) => requestId === id);
  // The fault, and that the request was answered; never the same fault by what was given up.
  await expect.poll(() => lines().map(({ msg }) => msg)).toEqual(["request failed", "GET /overseer 503"]);
  // A machine that is busy may make that one slow, too.
  await expect.poll(async () => (await fetch(`${slow.url}/`)).status).toBe(200);
  await slow.stop();
});

test("a page of the application that takes too long is given up, too", async () => {
  const slow = await startServer({ mode: "production", directory, timeout: 2_000 });
  await slow.tell("hang pages");
  const response = await fetch(`${slow.url}/`);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("page.too-slow");
  await slow.stop();
});

test("a loader holds the very service that the API holds, and its fault is answered without its stack", async () => {
  await server.tell("mark");
  expect(await (await get("/overseer", { headers: OPERATOR_HEADERS })).text()).toContain("marked-version");
  expect(await (await get("/health", { headers: OPERATOR_HEADERS })).text()).toContain("marked-version");

  await server.tell("fail");
  const response = await get("/overseer", {
    headers: { ...OPERATOR_HEADERS, "x-request-id": "request-of-the-test" },
  });
  const html = await response.text();
  expect(response.status).toBe(500);
  expect(html).toContain("This page failed");
  expect(html).toContain(response.headers.get("x-request-id") ?? "no id");
  expect(html).not.toContain("the loader broke");
  expect(html).not.toContain(".ts:");
  const lines = server.logged().filter(({ err }) => err?.message === "the loader broke");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.requestId).toBe(response.headers.get("x-request-id"));
});
