import { join } from "node:path";
import { expect, test } from "vitest";
import { findAllowedFolders, isViteRequest as isFor, type ViteAccess } from "./vite-requests.ts";

/** A folder with packages of its own; the paths below it need not be there. */
const ROOT = join(import.meta.dirname, "../../..");

const ACCESS: ViteAccess = {
  root: ROOT,
  folders: findAllowedFolders(ROOT),
  isPublic: (path) => path === "/favicon.svg",
};
const isViteRequest = (url: string) => isFor(url, ACCESS);

const PRIVATE_FILES = [
  "data/run/web.json",
  "data/auth-secret",
  "data/app.db",
  "data/outbox/1.json",
  ".env",
  ".env.production",
  ".git/config",
  "package.json",
  "migrations/0001.sql",
  "server.pem",
  "app/application.ts",
  "app/core/settings.ts",
  "app/services/seed.ts",
  "app/cli/main.ts",
  "app/entrypoints/web.ts",
  "app/components/backend/server.ts",
  "app/components/frontend/serve/pages.ts",
];

/** Every spelling by which Vite finds a file. */
function spellings(path: string): string[] {
  const encoded = path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return [
    `/${path}`,
    `/${encoded}`,
    `//${path}`,
    `/./${path}`,
    `/app/../${path}`,
    `/app/components/frontend/../../../${path}`,
    `/app/components/frontend/%2e%2e/%2e%2e/%2e%2e/${path}`,
    `/node_modules/../${path}`,
    `/node_modules/..%2f${path}`,
    `/node_modules/%252e%252e/${path}`,
    `/node_modules/..\\${path}`,
    `/@fs${ROOT}/${path}`,
    `/@fs/${ROOT}/${path}`,
    `/@fs${ROOT}/app/%2e%2e/${path}`,
    `/@fs${ROOT}/node_modules/../${path}`,
    `/@id${ROOT}/${path}`,
    `/@id/${ROOT}/${path}`,
    `/@id/__x00__${ROOT}/${path}`,
    `/@id/../${path}`,
    `/@id/./${path}`,
    `${ROOT}/${path}`,
  ];
}

test.each(PRIVATE_FILES)("%s is not for Vite, however it is spelt", (path) => {
  for (const address of spellings(path))
    for (const query of ["", "?raw", "?url", "?inline", "?import", "?import&raw&t=1", "?.css", "?worker"])
      expect(isViteRequest(address + query), address + query).toBe(false);
});

test.each([
  "/@fs/etc/passwd",
  "/@fs/C:/Users/someone/.ssh/id_rsa",
  "/@id//etc/passwd",
  "/etc/passwd?raw",
  "/%",
  "/a%00b",
])("%s is not for Vite", (address) => expect(isViteRequest(address)).toBe(false));

test.each([
  "/@vite/client",
  "/@react-refresh",
  "/@id/__x00__virtual:react-router/inject-hmr-runtime",
  "/@react-router/critical.css?pathname=%2F",
  "/node_modules/.vite/deps/react.js?v=1",
  "/app/components/frontend/root.tsx?t=1",
  "/app/components/frontend/pages/start.tsx?__react-router-build-client-route",
  "/app/shared/format.ts",
  `/@fs${ROOT}/app/components/frontend/app.css`,
  `/@fs${ROOT}/node_modules/vite/dist/client/env.mjs`,
  "/favicon.svg",
])("%s is", (address) => expect(isViteRequest(address)).toBe(true));

test.each(["/", "/overseer", "/overseer/components/backend", "/sign-in?next=%2F", "/robots.txt"])(
  "%s is a page",
  (address) => expect(isViteRequest(address)).toBe(false),
);
