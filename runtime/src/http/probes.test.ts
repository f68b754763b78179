import { expect, test } from "vitest";
import { check, testServer } from "../operations/operator-server.fixture.ts";

const fine = check("fine", true, () => ({ status: "healthy", message: "Is well." }));
const hangs = { name: "hangs", critical: false, check: () => new Promise<never>(() => {}) };
const down = (critical: boolean) =>
  check("down", critical, () => ({ status: "unhealthy", message: "No route to db.internal:5432." }));

test("live answers whatever the state of anything else", async () => {
  const { app, drain } = await testServer({ checks: [hangs, down(true)] });
  expect((await app.inject("/health/live")).json()).toEqual({ status: "alive" });
  drain();
  expect((await app.inject("/health/live")).statusCode).toBe(200);
});

test("ready says yes when what is critical is well, without waiting for the rest", async () => {
  const { app } = await testServer({ checks: [fine, hangs, down(false)] });
  const response = await app.inject("/health/ready");
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ ready: true, reasons: [] });
  expect(response.headers["cache-control"]).toBe("no-store");
});

test("ready says 503 and what is unhealthy, but no detail", async () => {
  const { app } = await testServer({ checks: [fine, down(true)] });
  const response = await app.inject("/health/ready");
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({ ready: false, reasons: ["components.down is unhealthy."] });
});

test("ready says 503 at once when the process begins to stop", async () => {
  const { app, drain } = await testServer({ checks: [fine] });
  expect((await app.inject("/health/ready")).statusCode).toBe(200);
  drain();
  const response = await app.inject("/health/ready");
  expect(response.statusCode).toBe(503);
  expect(response.json().reasons).toEqual(["The process is draining."]);
});

test("probes are open in production, and carry nothing that costs time", async () => {
  const { app } = await testServer({ checks: [fine], environment: { NODE_ENV: "production" } });
  for (const url of ["/health/live", "/health/ready"]) {
    const { statusCode, headers } = await app.inject(url);
    expect(statusCode).toBe(200);
    expect(headers).not.toHaveProperty("content-security-policy");
    expect(headers).not.toHaveProperty("x-request-id");
    expect(headers).not.toHaveProperty("ratelimit-limit");
  }
});

test("a probe by HEAD is as good", async () => {
  const { app } = await testServer({ checks: [down(true)] });
  expect((await app.inject({ method: "HEAD", url: "/health/live" })).statusCode).toBe(200);
  expect((await app.inject({ method: "HEAD", url: "/health/ready" })).statusCode).toBe(503);
});
