import { existsSync } from "node:fs";
import { APP_NAME, APP_VERSION, ROOT } from "#app/core/constants.ts";
import type { Settings } from "#app/core/settings/schema.ts";
import { readCommit } from "./commit.ts";
import type { ApplicationFacts } from "./report.ts";

/** Files that Docker and Podman put into every container. */
const CONTAINER_MARKS = ["/.dockerenv", "/run/.containerenv"];

/**
 * Gathers what does not change while the process runs.
 *
 * @param now milliseconds since 1970
 * @returns a function that answers the facts, its argument being the time then
 */
export function describeApplication(settings: Settings, now: number): (now: number) => ApplicationFacts {
  const startedAt = now - process.uptime() * 1_000;
  const facts = {
    name: APP_NAME,
    version: APP_VERSION,
    commit: settings.GIT_COMMIT ?? readCommit(ROOT),
    environment: settings.NODE_ENV,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    inContainer: "KUBERNETES_SERVICE_HOST" in process.env || CONTAINER_MARKS.some((file) => existsSync(file)),
    pid: process.pid,
    startedAt: new Date(startedAt).toISOString(),
  };
  return (then) => ({ ...facts, uptime: Math.max(0, Math.round((then - startedAt) / 1_000)) });
}
