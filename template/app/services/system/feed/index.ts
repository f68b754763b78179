import { health } from "#app/services/system/health/index.ts";
import { metrics } from "#app/services/system/metrics/index.ts";
import { SystemFeed } from "./system-feed.ts";

/** The news of this process. */
export const systemFeed = new SystemFeed(health, metrics);
