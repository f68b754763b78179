import { expect, test } from "vitest";
import { healthReport } from "../../health/index.ts";
import { asOperator, check, PASSWORD, testServer } from "../../operations/operator-server.fixture.ts";

const throws = check("throws", false, () => {
  throw new Error("broken");
});
const down = check("down", true, () => ({ status: "unhealthy", message: "Refused." }));

test.each(["test", "production"])("in %s the whole tree, as its schema says", async (mode) => {
  const { app } = await testServer({
    checks: [throws],
    environment: { NODE_ENV: mode, OVERSEER_PASSWORD: PASSWORD },
  });
  const response = await app.inject({ url: "/health", headers: asOperator });
  expect(response.statusCode).toBe(200);
  const report = healthReport.strict().parse(response.json());
  expect(report).toMatchObject({ status: "warning", ready: true });
  expect(report.tree.children[0]?.children[0]).toMatchObject({
    name: "throws",
    status: "unhealthy",
    message: "broken",
  });
});

test("503 with the same tree when the process is not ready", async () => {
  const { app } = await testServer({ checks: [down] });
  const response = await app.inject("/health");
  expect(response.statusCode).toBe(503);
  expect(healthReport.parse(response.json())).toMatchObject({
    status: "unhealthy",
    ready: false,
    reasons: ["components.down: Refused."],
  });
});
