import { expect, test } from "vitest";
import { systemSnapshot } from "../../operations/index.ts";
import { asOperator, PASSWORD, testServer } from "../../operations/operator-server.fixture.ts";

const URL = "/overseer/api/system/snapshot";

test.each(["test", "production"])("in %s the health report and the metrics, oldest first", async (mode) => {
  const { app, tick } = await testServer({ environment: { NODE_ENV: mode, OVERSEER_PASSWORD: PASSWORD } });
  tick({ cpu: 0.1 });
  tick({ cpu: 0.2 });
  const response = await app.inject({ url: URL, headers: asOperator });
  const { health, metrics } = systemSnapshot.strict().parse(response.json());
  expect(health.ready).toBe(true);
  expect(metrics.map(({ cpu }) => cpu)).toEqual([0.1, 0.2]);
});
