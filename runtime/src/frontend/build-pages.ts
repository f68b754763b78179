import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Logger } from "pino";
import { z } from "zod";
import { AppError } from "../errors/index.ts";
import { formatScript } from "../format/index.ts";
import { type BuildFolders, readBuildState } from "./build-state.ts";

/** What is built, and by which process. */
export interface BuildOptions extends BuildFolders {
  readonly log: Logger;
  /** Aborts the build when the process is asked to stop. */
  readonly leave: AbortSignal;
}

/**
 * Builds the pages when they are missing or older than their sources. An old build is served as it is where the
 * build tools are not installed, as in a container: there it was built from these very sources.
 *
 * @throws AppError `ui.not-built` when there is nothing to serve and no way to build it, `ui.build-failed`
 */
export async function buildPages({ root, buildDirectory, log, leave }: BuildOptions): Promise<void> {
  const state = readBuildState({ root, buildDirectory });
  if (state === "fresh") return;
  const command = findBuildCommand(root);
  if (command === undefined) {
    if (state === "stale")
      return log.warn("The pages may be older than their sources; no build tools are installed");
    throw new AppError({
      code: "ui.not-built",
      category: "unavailable",
      message: "The pages are not built, and the tools that build them are not installed.",
      hint: `Install the development dependencies and run \`${formatScript("build")}\` where that is possible, and bring the build folder along.`,
    });
  }
  log.info(
    `The pages are ${state === "stale" ? "older than their sources" : "not built yet"}: building them`,
  );
  const build = spawn(process.execPath, [command, "build"], {
    cwd: root,
    // The output of the build is for the person at the terminal, and not a line of the log.
    stdio: ["ignore", 2, 2],
    signal: leave,
  });
  const [exitCode] = await once(build, "close");
  if (exitCode !== 0) {
    throw new AppError({
      code: "ui.build-failed",
      category: "internal",
      message: "The pages could not be built.",
      hint: `The reason stands above; \`${formatScript("build")}\` shows it again.`,
    });
  }
}

const manifest = z.object({ bin: z.object({ "react-router": z.string() }) });

/** The script that builds the pages; undefined where the development dependencies were left out. */
function findBuildCommand(root: string): string | undefined {
  const require = createRequire(join(root, "package.json"));
  try {
    require.resolve("vite/package.json");
    const path = require.resolve("@react-router/dev/package.json");
    return join(dirname(path), manifest.parse(require(path)).bin["react-router"]);
  } catch {
    return undefined;
  }
}
