import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { ROOT } from "#app/core/constants.ts";
import { log } from "#app/core/log.ts";
import { uiBuildState } from "#app/core/ui-build.ts";

const PRELOAD = join(ROOT, "app/entrypoints/preload.cjs");

/**
 * Builds the pages when they are missing or older than their sources. An old build is served as it is where the
 * build tools are not installed, as in a container: it was made there from these very sources.
 *
 * @param leave ends the build when the process is asked to stop
 * @throws AppError `ui.not-built` when there is nothing to serve and no way to make it, `ui.build-failed`
 */
export async function buildUi(leave: AbortSignal): Promise<void> {
  const state = uiBuildState();
  if (state === "fresh") return;
  const command = buildCommand();
  if (command === undefined) {
    if (state === "stale")
      return log.warn("The pages may be older than their sources; no build tools are installed");
    throw new AppError({
      code: "ui.not-built",
      kind: "unavailable",
      what: "The pages are not built, and the tools that build them are not installed.",
      todo: "Run `npm ci` and `npm run build` where the tools may be installed, and bring the build folder along.",
    });
  }
  log.info(
    `The pages are ${state === "stale" ? "older than their sources" : "not built yet"}: building them`,
  );
  const build = spawn(process.execPath, ["--require", PRELOAD, command, "build"], {
    cwd: ROOT,
    // What the build says is for whoever waits for it, and not a line of the log.
    stdio: ["ignore", 2, 2],
    signal: leave,
  });
  const [exitCode] = await once(build, "close");
  if (exitCode !== 0) {
    throw new AppError({
      code: "ui.build-failed",
      kind: "internal",
      what: "The pages could not be built.",
      todo: "The reason stands above; `npm run build` shows it again.",
    });
  }
}

const manifest = z.object({ bin: z.object({ "react-router": z.string() }) });

/** The script that builds the pages; undefined where the development dependencies were left out. */
function buildCommand(): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("vite/package.json");
    const path = require.resolve("@react-router/dev/package.json");
    return join(dirname(path), manifest.parse(require(path)).bin["react-router"]);
  } catch {
    return undefined;
  }
}
