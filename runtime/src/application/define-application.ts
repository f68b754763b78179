import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { z } from "zod";
import { getDataFolder } from "../files/index.ts";
import { buildHealthGroups, createHealth, type Health, type HealthGroup } from "../health/index.ts";
import { createMetrics, type Metrics } from "../metrics/index.ts";
import { createProcessPhase, type ProcessPhase } from "../process/index.ts";
import type { BaseValues, ProcessValues } from "../settings/index.ts";
import type { Capability, CapabilityParts } from "./capability.ts";
import { orderCapabilities } from "./order-capabilities.ts";

/** The settings that the runtime reads of every application. */
export type ApplicationValues = BaseValues & Partial<ProcessValues>;

/** What an application is defined from. */
export interface ApplicationOptions<S extends ApplicationValues> {
  /** The folder that holds package.json, with a slash at the end. */
  readonly root: URL;
  /** What `defineSettings` returned. */
  readonly settings: S;
  readonly log: Logger;
  /** Everything that the application is made of, each once. Health shows them in this order. */
  readonly capabilities: readonly Capability[];
  /** What the application itself checks, shown after the capabilities that are services. */
  readonly health?: readonly HealthGroup[];
}

/** An application as one process sees it. Routes, jobs and handlers get it as an argument. */
export interface Application<S extends ApplicationValues = ApplicationValues> {
  /** From package.json. */
  readonly name: string;
  /** From package.json. */
  readonly version: string;
  /** The absolute path of its folder. */
  readonly folder: string;
  readonly settings: S;
  readonly log: Logger;
  /** In the order in which they start. */
  readonly capabilities: readonly CapabilityParts[];
  /** Where this process stands between its start and its end. */
  readonly phase: ProcessPhase;
  /** The metrics of this process. */
  readonly metrics: Metrics;
  /** Checks what this process depends on. */
  readonly health: Health;
}

const manifest = z.object({ name: z.string(), version: z.string() });

/**
 * Defines an application: the one list of its capabilities. Nothing is started and nothing is connected.
 *
 * @throws AppError `application.capability-twice` and `application.capability-missing`, see `orderCapabilities`
 */
export function defineApplication<S extends ApplicationValues>(
  options: ApplicationOptions<S>,
): Application<S> {
  const { settings, log } = options;
  const folder = fileURLToPath(options.root);
  const { name, version } = manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const phase = createProcessPhase();
  const metrics = createMetrics();
  const health = createHealth({
    application: { name, version, environment: settings.NODE_ENV, root: folder, commit: settings.GIT_COMMIT },
    phase,
    groups: buildHealthGroups({
      resources: {
        metrics,
        folders: [{ name: "data folder", path: getDataFolder(folder) }],
        userInterface: {
          production: settings.NODE_ENV === "production",
          buildDirectory: join(folder, "build"),
        },
      },
      capabilities: options.capabilities,
      services: options.health ?? [],
    }),
  });
  const capabilities = orderCapabilities(options.capabilities);
  return { name, version, folder, settings, log, capabilities, phase, metrics, health };
}
