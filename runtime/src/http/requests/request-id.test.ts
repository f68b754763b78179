import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const withRoute = () =>
  testServer({
    routes: (app) => {
      app.get("/thing", ({ id, log }) => {
        log.info("inside");
        return { id };
      });
    },
  });

test("a well-formed id is taken over, answered, and in every line of the request", async () => {
  const { app, lines } = await withRoute();
  const given = "0af7651916cd43dd-8448_eb211c.80319~c";
  const response = await app.inject({ url: "/thing", headers: { "x-request-id": given } });
  expect(response.headers["x-request-id"]).toBe(given);
  expect(response.json()).toEqual({ id: given });
  expect(lines.filter(({ requestId }) => requestId === given).map(({ msg }) => msg)).toEqual([
    "inside",
    "GET /thing 200",
  ]);
});

test.each([
  ["none", undefined],
  ["empty", ""],
  ["with spaces", "a b"],
  ["with markup", "<script>"],
  ["that would forge a line of the log", 'a","level":60,"x":"'],
  ["of 129 signs", "x".repeat(129)],
  ["with letters beyond ASCII", "ü"],
])("an id %s makes way for a new one", async (_name, given) => {
  const { app } = await withRoute();
  const headers = given === undefined ? {} : { "x-request-id": given };
  const response = await app.inject({ url: "/thing", headers });
  expect(response.headers["x-request-id"]).toMatch(UUID);
});

test("an answer that nothing is there has an id too", async () => {
  const { app } = await withRoute();
  const response = await app.inject("/_nothing");
  expect(response.headers["x-request-id"]).toMatch(UUID);
  expect(response.json().requestId).toBe(response.headers["x-request-id"]);
});
