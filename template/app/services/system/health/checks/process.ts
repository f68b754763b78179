import type { HealthCheck } from "../check.ts";
import { bytes } from "./threshold.ts";

/** Facts about this process; nothing to judge. */
export const processCheck: HealthCheck = {
  name: "process",
  critical: false,
  check() {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    return {
      status: "info",
      message: `Process ${process.pid} on Node ${process.version} holds ${bytes(rss)}.`,
      metadata: { rss, heapUsed, heapTotal, external, uptime: Math.round(process.uptime()) },
    };
  },
};
