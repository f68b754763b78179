import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";
import { type EnvironmentFile, readEnvironmentFile } from "./environment-file.ts";

const NO_FILE: EnvironmentFile = { names: new Set(), faults: [] };

/**
 * What `.env` added to `process.env` when this module was first imported.
 * Tests decide their own environment; a developer's .env must not leak into them.
 */
export const environmentFile =
  process.env.NODE_ENV === "test" ? NO_FILE : readEnvironmentFile(join(ROOT, ".env"));
