import { expect, test, vi } from "vitest";
import type { Phase } from "../process/index.ts";
import { createTestHealth } from "../testing/index.ts";
import type { Finding, HealthCheck } from "./check.ts";
import type { HealthOptions } from "./create-health.ts";
import { healthReport } from "./report.ts";

const well: Finding = { status: "healthy", message: "Is well." };
const ill: Finding = { status: "unhealthy", message: "Password rejected by db.internal." };

const check = (name: string, critical: boolean, run: HealthCheck["check"]): HealthCheck => ({
  name,
  critical,
  check: run,
});

function service(checks: readonly HealthCheck[], options: Partial<HealthOptions> = {}) {
  let time = Date.UTC(2026, 0, 1);
  let phase: Phase = "running";
  const health = createTestHealth({
    groups: [{ name: "components", checks: [{ name: "backend", checks }] }],
    now: () => time,
    phase: {
      get current() {
        return phase;
      },
    },
    ...options,
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const enter = (next: Phase) => {
    phase = next;
  };
  return { health, pass, enter };
}

test("the report is a tree that its own schema accepts, with facts about the application", async () => {
  const { health, pass } = service([check("one", true, () => ({ ...well, metadata: { share: 0.5 } }))]);
  pass(3_000);
  const report = healthReport.parse(await health.report());
  expect(report).toMatchObject({
    status: "healthy",
    ready: true,
    reasons: [],
    checkedAt: "2026-01-01T00:00:03.000Z",
  });
  expect(report.application).toMatchObject({ environment: "test", pid: process.pid });
  expect(report.application.name).toBe("my-app");
  expect(report.tree.children[0]?.children[0]?.children[0]).toMatchObject({
    name: "one",
    status: "healthy",
    message: "Is well.",
    lastHealthyAt: "2026-01-01T00:00:03.000Z",
    since: "2026-01-01T00:00:03.000Z",
    metadata: { share: 0.5 },
  });
});

test("a critical check that is unhealthy makes its parents unhealthy and the process not ready", async () => {
  const { health } = service([check("one", true, () => ill), check("two", true, () => well)]);
  const report = await health.report();
  expect(report.status).toBe("unhealthy");
  expect(report.ready).toBe(false);
  expect(report.reasons).toEqual(["components.backend.one: Password rejected by db.internal."]);
  expect(report.tree.children[0]?.children[0]).toMatchObject({
    status: "unhealthy",
    message: "Failing checks: one.",
  });
});

test("one that is not critical warns, and the process stays ready", async () => {
  const { health } = service([check("one", false, () => ill), check("two", true, () => well)]);
  expect(await health.report()).toMatchObject({ status: "warning", ready: true, reasons: [] });
  expect(await health.readiness()).toEqual({ ready: true, reasons: [] });
});

test("readiness says what is unhealthy, not what was found", async () => {
  const { health } = service([check("one", true, () => ill)]);
  expect(await health.readiness()).toEqual({
    ready: false,
    reasons: ["components.backend.one is unhealthy."],
  });
});

test("checks run side by side, and one that hangs or throws costs only its own node", async () => {
  vi.useFakeTimers();
  try {
    const { health } = service([
      check("hangs", false, () => new Promise(() => {})),
      check("hangs too", false, () => new Promise(() => {})),
      check("throws", false, () => {
        throw new Error("broken");
      }),
      check("works", true, () => well),
    ]);
    const report = health.report();
    expect(await health.readiness()).toEqual({ ready: true, reasons: [] });
    await vi.advanceTimersByTimeAsync(2_000);
    const nodes = (await report).tree.children[0]?.children[0]?.children;
    expect(nodes?.map(({ status }) => status)).toEqual(["unhealthy", "unhealthy", "unhealthy", "healthy"]);
  } finally {
    vi.useRealTimers();
  }
});

test("callers at the same time share one round, however long it takes; later ones its findings for 5 s", async () => {
  const response = Promise.withResolvers<Finding>();
  const run = vi.fn(() => response.promise);
  const { health, pass } = service([check("one", true, run)]);
  const callers = [health.report(), health.report(), health.readiness()];
  pass(60_000);
  callers.push(health.report());
  response.resolve(well);
  await Promise.all(callers);
  expect(run).toHaveBeenCalledTimes(1);
  await health.report();
  expect(run).toHaveBeenCalledTimes(2);
  pass(4_999);
  await health.report();
  expect(run).toHaveBeenCalledTimes(2);
  pass(1);
  await health.report();
  expect(run).toHaveBeenCalledTimes(3);
});

test("a clock that is set back does not keep old findings alive", async () => {
  const run = vi.fn(() => well);
  const { health, pass } = service([check("one", true, run)]);
  await health.report();
  pass(-3_600_000);
  await health.report();
  expect(run).toHaveBeenCalledTimes(2);
});

test("readiness follows the phase at once, whatever is cached and even while checks still run", async () => {
  const response = Promise.withResolvers<Finding>();
  const { health, enter } = service([check("one", true, () => response.promise)]);
  enter("starting");
  expect(await health.readiness()).toEqual({ ready: false, reasons: ["The process is starting."] });
  enter("running");
  const asked = health.readiness();
  enter("draining");
  response.resolve(well);
  expect(await asked).toEqual({ ready: false, reasons: ["The process is draining."] });
  expect(await health.report()).toMatchObject({ ready: false, reasons: ["The process is draining."] });
});

test("a process that is not running answers readiness without running a check", async () => {
  const run = vi.fn(() => well);
  const { health, enter } = service([check("one", true, run)]);
  enter("draining");
  await health.readiness();
  expect(run).not.toHaveBeenCalled();
});

test("the last good time is kept while a node is ill, for its parents as well", async () => {
  let found = well;
  const { health, pass } = service([check("one", true, () => found), check("never", false, () => ill)]);
  await health.report();
  found = ill;
  pass(10_000);
  const { tree } = await health.report();
  const backend = tree.children[0]?.children[0];
  expect(backend?.children[0]?.lastHealthyAt).toBe("2026-01-01T00:00:00.000Z");
  expect(backend?.children[1]?.lastHealthyAt).toBeNull();
});

test("a node tells since when it is as it is, whatever it was before", async () => {
  let found = well;
  const { health, pass } = service([check("one", true, () => found), check("never", false, () => ill)]);
  const since = async () => {
    const { tree } = await health.report();
    return tree.children[0]?.children[0]?.children.map((node) => node.since.slice(17, 19));
  };
  expect(await since()).toEqual(["00", "00"]);
  pass(10_000);
  expect(await since()).toEqual(["00", "00"]);
  found = ill;
  pass(10_000);
  expect(await since()).toEqual(["20", "00"]);
  pass(10_000);
  expect(await since()).toEqual(["20", "00"]);
});
