import { stat } from "node:fs/promises";
import { join } from "node:path";
import { formatScript } from "../../format/index.ts";
import type { HealthCheck } from "../check.ts";

/** Where the pages come from. */
export interface UserInterfaceOptions {
  /** Whether pages come from the build; otherwise from source, by the development server. */
  readonly production: boolean;
  /** The folder of the build, with `server/` in it. */
  readonly buildDirectory: string;
}

/** Whether the pages that this process serves were built, and when. */
export function createUserInterfaceCheck({ production, buildDirectory }: UserInterfaceOptions): HealthCheck {
  return {
    name: "user-interface",
    critical: false,
    async check() {
      if (!production) return { status: "info", message: "Served from source by the development server." };
      const builtAt = await stat(join(buildDirectory, "server/index.js")).then(
        (file) => file.mtime.toISOString(),
        () => null,
      );
      if (builtAt === null)
        return {
          status: "unhealthy",
          message: `It is not built. Run \`${formatScript("build")}\` and start again.`,
        };
      return { status: "healthy", message: `Built on ${builtAt.slice(0, 10)}.`, metadata: { builtAt } };
    },
  };
}
