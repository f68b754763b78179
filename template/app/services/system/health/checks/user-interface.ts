import { stat } from "node:fs/promises";
import { join } from "node:path";
import { UI_BUILD_DIRECTORY } from "#app/core/constants.ts";
import type { HealthCheck } from "../check.ts";

export interface UserInterfaceOptions {
  /** Whether pages come from the build; otherwise from source, by the development server. */
  production: boolean;
  buildDirectory?: string;
}

/** Whether the pages that this process serves were built, and when. */
export function userInterfaceCheck({
  production,
  buildDirectory = UI_BUILD_DIRECTORY,
}: UserInterfaceOptions): HealthCheck {
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
        return { status: "unhealthy", message: "It is not built. Run `npm run build` and start again." };
      return { status: "healthy", message: `Built on ${builtAt.slice(0, 10)}.`, metadata: { builtAt } };
    },
  };
}
