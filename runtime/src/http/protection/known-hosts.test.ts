import { hostname } from "node:os";
import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";
import type { HttpServerValues } from "../http-server-values.ts";

const PATHS = ["/health/live", "/openapi.json", "/api/v1/system/snapshot", "/api/v1/_nothing", "/_nothing"];

/** The code of each refusal, or nothing where the host was taken. */
async function refusals(host: string, settings: Partial<HttpServerValues>): Promise<(string | undefined)[]> {
  const { app } = await testServer({ settings });
  return Promise.all(
    PATHS.map(async (url) => {
      const response = await app.inject({ url, headers: { host } });
      const { code } = response.json();
      return code === "request.unknown-host" && response.statusCode === 403 ? code : undefined;
    }),
  );
}

const development = { NODE_ENV: "development" } as const;

test.each([
  "attacker.example",
  "attacker.example:8000",
  "localhost.attacker.example",
  "127.0.0.1.nip.io",
  "a:b:c.d",
])(
  "development refuses the host %s on every path: another site may have pointed its name here",
  async (host) => {
    expect(await refusals(host, development)).toEqual(PATHS.map(() => "request.unknown-host"));
  },
);

test.each([
  "localhost:8000",
  "LOCALHOST",
  "shop.localhost",
  "127.0.0.1:8000",
  "192.168.1.20:8000",
  "[::1]:8000",
  "web:8000",
  hostname(),
  `${hostname()}.local`,
])("development answers to %s", async (host) => {
  expect(await refusals(host, development)).toEqual(PATHS.map(() => undefined));
});

test("ALLOWED_HOSTS adds names, and with a dot in front all below one", async () => {
  const settings = { ...development, ALLOWED_HOSTS: ["app.test", ".tunnel.example"] };
  for (const host of ["app.test:8000", "one.tunnel.example", "tunnel.example"])
    expect(await refusals(host, settings)).toEqual(PATHS.map(() => undefined));
  expect(await refusals("other.test", settings)).toEqual(PATHS.map(() => "request.unknown-host"));
});

test("production answers to every name: a proxy decides what reaches it", async () => {
  expect(await refusals("app.example.com", { NODE_ENV: "production" })).toEqual(PATHS.map(() => undefined));
});
