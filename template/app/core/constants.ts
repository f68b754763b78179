import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { createApplicationId } from "@aegis-stack/runtime/address";
import { z } from "zod";

/** The folder that holds package.json. Every path below it is built from here, never from the working directory. */
export const ROOT = join(import.meta.dirname, "../..");

const manifest = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

export const APP_NAME = manifest.name;
export const APP_VERSION = manifest.version;

/** Which copy of this application runs here: commands act on no other server. */
export const APPLICATION_ID = createApplicationId(APP_NAME, realpathSync(ROOT));

// #region aegis:database|worker=redis|ai
/** What the application writes while it runs. Git ignores it; containers mount it as a volume. */
export const DATA_DIRECTORY = join(ROOT, "data");

// #endregion
export const API_PREFIX = "/api/v1";
