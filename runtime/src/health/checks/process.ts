import { formatBytes } from "../../format/index.ts";
import type { HealthCheck } from "../check.ts";

/** Facts about this process; nothing to judge. */
export const processCheck: HealthCheck = {
  name: "process",
  critical: false,
  check() {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    return {
      status: "info",
      message: `Process ${process.pid} on Node ${process.version} holds ${formatBytes(rss)}.`,
      metadata: { rss, heapUsed, heapTotal, external, uptime: Math.round(process.uptime()) },
    };
  },
};
