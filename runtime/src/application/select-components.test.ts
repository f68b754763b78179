import { expect, test } from "vitest";
import { baseSettings, processSettings, type Role, readSettings } from "../settings/index.ts";
import type { CapabilityRunner } from "./capability.ts";
import type { Components } from "./component.ts";
import { selectComponents } from "./select-components.ts";

const component = { create: () => ({ name: "part" }) };
const all: Components = {
  web: async () => ({ web: component }),
  worker: async () => ({ worker: component }),
  scheduler: async () => ({ scheduler: component }),
};
const runner = (role: CapabilityRunner["role"], isWithinWeb?: boolean): CapabilityRunner => ({
  role,
  consequence: "nothing happens",
  isAlive: async () => true,
  ...(isWithinWeb !== undefined && { isWithinWeb }),
});

/** What a process of `role` runs, in an application with these runners. */
function select(
  role: Role,
  environment: Record<string, string> = {},
  runners = [runner("worker"), runner("scheduler")],
) {
  const settings = readSettings(
    { ...baseSettings, ...processSettings },
    { NODE_ENV: "test", ...environment },
    role,
  );
  const capabilities = runners.map((each) => ({
    name: each.role,
    group: "component" as const,
    summary: "",
    runner: each,
  }));
  return selectComponents({ settings, capabilities }, all, role);
}

test("a process of one role runs that component alone", () => {
  expect(select("web")).toEqual(["web"]);
  expect(select("worker")).toEqual(["worker"]);
  expect(select("scheduler")).toEqual(["scheduler"]);
});

test("in development, and with SINGLE_PROCESS, one process runs all, the worker after the server listens", () => {
  expect(select("dev")).toEqual(["scheduler", "web", "worker"]);
  expect(select("web", { SINGLE_PROCESS: "true" })).toEqual(["scheduler", "web", "worker"]);
  expect(select("worker", { SINGLE_PROCESS: "true" })).toEqual(["worker"]);
});

test("jobs in memory run in the process that answers requests, or nowhere in it", () => {
  expect(select("web", {}, [runner("scheduler", true)])).toEqual(["scheduler", "web"]);
  expect(select("dev", {}, [runner("scheduler", false)])).toEqual(["web", "worker"]);
  expect(select("scheduler", {}, [runner("scheduler", true)])).toEqual(["scheduler"]);
});
