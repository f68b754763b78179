import { systemSnapshot } from "@aegis-stack/runtime/operations";
import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "#app/components/backend/server.fixture.ts";

const URL = "/api/v1/system/snapshot";

test.each(["test", "production"])("in %s the health report and the metrics, oldest first", async (mode) => {
  const { app, tick } = await testServer({ environment: { NODE_ENV: mode, OVERSEER_PASSWORD: PASSWORD } });
  tick({ cpu: 0.1 });
  tick({ cpu: 0.2 });
  const response = await app.inject({ url: URL, headers: asOperator });
  const { health, metrics } = systemSnapshot.strict().parse(response.json());
  expect(health.ready).toBe(true);
  expect(metrics.map(({ cpu }) => cpu)).toEqual([0.1, 0.2]);
});
