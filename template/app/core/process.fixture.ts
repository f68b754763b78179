import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";

/** What Node is given before a script, so that it starts as the application itself does. */
export const PRELOADED = ["--require", join(ROOT, "app/entrypoints/preload.cjs")];
