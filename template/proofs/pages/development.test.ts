import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { OPERATOR_HEADERS, OPERATOR_PASSWORD } from "./operator.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = "app/components/frontend/pages/start.tsx";

/** What lies in the folder of an application in development and is not for the network. */
const PRIVATE_FILES = [
  "data/run/web.json",
  "data/auth-secret",
  "data/app.db",
  "notes.txt",
  "app/core/private.ts",
];
const MARK = "private-9f21c0";

let copy: string;
let server: RunningServer;

/** A copy, for the test edits a page. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "pages-"));
  for (const name of [
    "app",
    "proofs",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
    "react-router.config.ts",
  ]) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  }
  await mkdir(join(copy, "node_modules"));
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    // What Vite keeps there belongs to the development server of the developer who runs this test.
    if (name.startsWith(".")) continue;
    await symlink(join(ROOT, "node_modules", name), join(copy, "node_modules", name), "junction");
  }
  for (const path of PRIVATE_FILES) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), `export default "${MARK}";`);
  }
  server = await startServer({
    mode: "development",
    root: copy,
    environment: { OVERSEER_PASSWORD: OPERATOR_PASSWORD, RATE_LIMIT: "100000", LOG_LEVEL: "info" },
  });
});

afterAll(async () => {
  await server.stop();
  // #region aegis:worker=redis
  // The process of the embedded queue ends after its server, and writes until then.
  await vi.waitFor(() => expect(existsSync(join(copy, "data/queue/owner"))).toBe(false), { timeout: 60_000 });
  // #endregion
  await rm(copy, { recursive: true, force: true });
});

const text = async (path: string) => (await fetch(server.url + path, { headers: OPERATOR_HEADERS })).text();

test("pages are served from source, with the scripts that reload them", async () => {
  const html = await text("/");
  expect(html).toContain("app/components/backend");
  expect(html).toContain("inject-hmr-runtime");
  expect(await text("/@vite/client")).toContain("WebSocket");
});

test("a page is one line of the log, and none of its modules is one", async () => {
  const modules = ["/@vite/client", "/app/components/frontend/root.tsx", "/app/components/frontend/app.css"];
  for (const path of modules) expect((await fetch(server.url + path)).status, path).toBe(200);
  await text("/?last");
  const logged = () => server.logged().map(({ msg }) => msg);
  await vi.waitFor(() => expect(logged().at(-1)).toBe("GET / 200"), { timeout: 60_000 });
  expect(logged().filter((message) => /@vite|\/app\//.test(message))).toEqual([]);
  // A path that Vite passes on is a page again.
  await text("/app/unknown-page");
  await vi.waitFor(() => expect(logged()).toContain("GET /app/unknown-page 404"), { timeout: 60_000 });
});

test("a loader holds the very service that the API holds", async () => {
  await server.tell("mark");
  expect(await text("/overseer")).toContain("marked-version");
  expect(await text("/health")).toContain("marked-version");
});

test("an edited page is served by the same process", async () => {
  const before = await readFile(join(copy, PAGE), "utf8");
  await writeFile(join(copy, PAGE), before.replace("What this stack holds", "What was edited"));
  await vi.waitFor(async () => expect(await text("/")).toContain("What was edited"), { timeout: 60_000 });
  expect(await text("/overseer")).toContain("marked-version");
});

test("a developer sees where a page failed", async () => {
  await server.tell("fail");
  const response = await fetch(`${server.url}/overseer`, { headers: OPERATOR_HEADERS });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("Error: the loader broke");
});

test.each(PRIVATE_FILES)("no request for %s is answered with the file", async (path) => {
  for (const address of [`/${path}`, `/@fs${copy}/${path}`, `/@id${copy}/${path}`, `${copy}/${path}`]) {
    for (const query of ["", "?raw", "?url", "?import&raw"]) {
      const body = await requestRawPath(address + query, { "sec-fetch-dest": "script" });
      expect(body, address + query).not.toContain(MARK);
      expect(body, address + query).not.toContain(Buffer.from(MARK).toString("base64"));
    }
  }
});

test("other origins neither read nor load what pages are made of, and another host name gets nothing", async () => {
  const path = "/app/components/frontend/root.tsx";
  const response = await fetch(server.url + path, { headers: { origin: "http://localhost:3999" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(await requestRawPath(path, { host: "attacker.example" })).toContain("request.unknown-host");
  // By the name of a container in its network everything is served, modules included.
  expect(await requestRawPath(path, { host: "web:8000" })).toContain("react");
});

/** `fetch` would tidy the path and set the Host header. */
function requestRawPath(path: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { ...OPERATOR_HEADERS, ...headers } }, async (response) => {
      let body = "";
      for await (const chunk of response.setEncoding("utf8")) body += chunk;
      resolve(body);
    })
      .on("error", reject)
      .end();
  });
}
