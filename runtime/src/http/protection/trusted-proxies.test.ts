import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";
import type { HttpServerValues } from "../http-server-values.ts";

/** What the server takes for the client's address, host and protocol, by X-Forwarded-For as a proxy sends it. */
async function seen(
  trust: HttpServerValues["TRUST_PROXY"],
  forwarded: string,
  remoteAddress = "10.0.0.1",
  more = {},
) {
  const { app } = await testServer({
    settings: { TRUST_PROXY: trust },
    routes: (server) => {
      server.get("/seen", ({ ip, protocol, host }) => ({ ip, protocol, host }));
    },
  });
  const headers = { host: "inner", "x-forwarded-for": forwarded, "x-forwarded-proto": "https", ...more };
  return (await app.inject({ url: "/seen", remoteAddress, headers })).json();
}

const FORGED = "192.0.2.66, 203.0.113.9";

test.each([
  [false, FORGED, "10.0.0.1"],
  [1, FORGED, "203.0.113.9"],
  [true, FORGED, "203.0.113.9"],
  [2, `192.0.2.66, 203.0.113.9, 10.0.0.7`, "203.0.113.9"],
  [["10.0.0.0/8"], FORGED, "203.0.113.9"],
  [["10.0.0.0/8", "127.0.0.1"], "192.0.2.66, 203.0.113.9, 10.0.0.7, 127.0.0.1", "203.0.113.9"],
  [["172.16.0.0/12"], FORGED, "10.0.0.1"],
  [["fd00::/16"], FORGED, "10.0.0.1"],
] as const)("TRUST_PROXY=%s and X-Forwarded-For: %s give %s", async (trust, forwarded, expected) => {
  expect((await seen(trust, forwarded)).ip).toBe(expected);
});

test("protocol and host are believed of a trusted proxy only", async () => {
  expect(await seen(["10.0.0.0/8"], FORGED)).toMatchObject({ protocol: "https", host: "inner" });
  expect(await seen(["172.16.0.0/12"], FORGED)).toMatchObject({ protocol: "http" });
});

test.each([{ trust: 1 }, { trust: ["10.0.0.0/8"] }])(
  "behind an appending proxy a client cannot escape its limit by addresses that it made up: TRUST_PROXY=$trust",
  async ({ trust }) => {
    const { app } = await testServer({
      settings: { NODE_ENV: "production", RATE_LIMIT: 5, TRUST_PROXY: trust },
      routes: (server) => {
        server.get("/", () => "");
      },
    });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) {
      const headers = { "x-forwarded-for": `10.0.0.${index}, 203.0.113.9` };
      statuses.push((await app.inject({ url: "/", remoteAddress: "10.9.9.9", headers })).statusCode);
    }
    expect(statuses).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
  },
);
