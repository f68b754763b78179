import type { Metrics } from "../metrics/index.ts";
import type { HealthGroup } from "./check.ts";
import { createCpuCheck } from "./checks/cpu.ts";
import { createDiskCheck, type WritableFolder } from "./checks/disk.ts";
import { createEventLoopCheck } from "./checks/event-loop.ts";
import { createMemoryCheck } from "./checks/memory.ts";
import { processCheck } from "./checks/process.ts";
import { createUserInterfaceCheck, type UserInterfaceOptions } from "./checks/user-interface.ts";

/** What every process has, whatever the application is made of. */
export interface HealthResources {
  /** The metrics of this process. */
  readonly metrics: Pick<Metrics, "history">;
  /** The folders that it writes to besides those of its capabilities. The fullest volume is reported. */
  readonly folders: readonly WritableFolder[];
  /** Where the pages come from. */
  readonly userInterface: UserInterfaceOptions;
}

/** The part of a capability that the health tree is built from. */
export interface CapabilityHealth {
  readonly capability: {
    readonly group: "component" | "service";
    readonly health?: HealthGroup;
    readonly folders?: readonly WritableFolder[];
  };
}

/** What the health tree is built from. */
export interface HealthGroupsOptions {
  readonly resources: HealthResources;
  /** In the order in which they are shown. */
  readonly capabilities: readonly CapabilityHealth[];
  /** Components that no capability brings, shown after those. */
  readonly components?: readonly HealthGroup[];
  /** Services that no capability brings, shown after those. */
  readonly services?: readonly HealthGroup[];
}

/**
 * Builds the health tree of an application: `components` with the process (`backend`), its pages (`frontend`) and each
 * component, then `services` where a capability is one.
 */
export function buildHealthGroups(options: HealthGroupsOptions): HealthGroup[] {
  const { metrics, folders, userInterface } = options.resources;
  const parts = options.capabilities.map(({ capability }) => capability);
  const allFolders = [...folders, ...parts.flatMap((part) => part.folders ?? [])];
  const backend: HealthGroup = {
    name: "backend",
    checks: [
      createMemoryCheck(),
      createCpuCheck(metrics),
      createDiskCheck(allFolders),
      createEventLoopCheck(metrics),
      processCheck,
    ],
  };
  const frontend: HealthGroup = { name: "frontend", checks: [createUserInterfaceCheck(userInterface)] };
  const groupsOf = (kind: "component" | "service") =>
    parts.flatMap(({ group, health }) => (group === kind && health ? [health] : []));
  const components = [backend, frontend, ...groupsOf("component"), ...(options.components ?? [])];
  const services = [...groupsOf("service"), ...(options.services ?? [])];
  return [
    { name: "components", checks: components },
    ...(services.length > 0 ? [{ name: "services", checks: services }] : []),
  ];
}
