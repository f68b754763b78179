import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import type { QueueEngine } from "../engine.ts";
import { createEmbeddedQueueEngine } from "../engines.ts";

/** Where the repository has PGlite. */
const PGLITE_URL = pathToFileURL(createRequire(import.meta.url).resolve("@electric-sql/pglite")).href;

/** An embedded engine. @param folder not given: in memory */
export const createTestEngine = (folder?: string): QueueEngine =>
  createEmbeddedQueueEngine({ folder, resolvePGlite: () => PGLITE_URL, log: pino({ level: "silent" }) });
