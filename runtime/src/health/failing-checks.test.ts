import { expect, test } from "vitest";
import { createTestHealth } from "../testing/index.ts";
import { findFailingChecks } from "./failing-checks.ts";
import type { HealthStatus } from "./status.ts";

const check = (name: string, status: HealthStatus) => ({
  name,
  critical: false,
  check: () => ({ status, message: `${name} says so.` }),
});

test("tells each check that found something wrong, by its path, and no node that only sums up", async () => {
  const backend = { name: "backend", checks: [check("memory", "warning"), check("disk", "info")] };
  const health = createTestHealth({
    groups: [backend, { name: "other", checks: [check("x", "unhealthy")] }],
  });
  expect(findFailingChecks((await health.report()).tree)).toEqual([
    { path: "backend.memory", status: "warning", message: "memory says so." },
    { path: "other.x", status: "unhealthy", message: "x says so." },
  ]);
});

test("nothing is wrong where nothing is looked at", async () => {
  expect(findFailingChecks((await createTestHealth({ groups: [] }).report()).tree)).toEqual([]);
});
