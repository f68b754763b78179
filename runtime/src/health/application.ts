import { existsSync } from "node:fs";
import { readCommit } from "./commit.ts";
import type { ApplicationFacts } from "./report.ts";

/** Files that Docker and Podman put into every container. */
const CONTAINER_MARKERS = ["/.dockerenv", "/run/.containerenv"];

/** What an application says of itself. */
export interface ApplicationIdentity {
  readonly name: string;
  readonly version: string;
  /** The mode that it runs in: "production". */
  readonly environment: string;
  /** Its folder, whose working copy states the commit when none is given. */
  readonly root: string;
  /** Hash of the commit that it was built from. */
  readonly commit?: string | undefined;
}

/**
 * Collects what does not change while the process runs.
 *
 * @param now milliseconds since 1970
 * @returns a function that returns the facts, its argument being the time then
 */
export function describeApplication(
  { name, version, environment, root, commit }: ApplicationIdentity,
  now: number,
): (now: number) => ApplicationFacts {
  const startedAt = now - process.uptime() * 1_000;
  const facts = {
    name,
    version,
    commit: commit ?? readCommit(root),
    environment,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    inContainer:
      "KUBERNETES_SERVICE_HOST" in process.env || CONTAINER_MARKERS.some((file) => existsSync(file)),
    pid: process.pid,
    startedAt: new Date(startedAt).toISOString(),
  };
  return (then) => ({ ...facts, uptime: Math.max(0, Math.round((then - startedAt) / 1_000)) });
}
