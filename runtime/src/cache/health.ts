import { formatBytes, formatPercent } from "../format/index.ts";
import type { Finding, HealthCheck, HealthGroup } from "../health/index.ts";
import { type CacheReport, hitRate } from "./report.ts";

/** What the health of a cache is judged by. */
export interface CacheHealthOptions {
  readonly cache: { stats(): CacheReport; probe(): Promise<void> };
}

/** The cache in the health tree, as this process sees it. Nothing in it is critical: without a cache all is only slower. */
export function createCacheHealth({ cache }: CacheHealthOptions): HealthGroup {
  const check = (name: string, judge: (report: CacheReport) => Finding): HealthCheck => ({
    name,
    critical: false,
    check: () => judge(cache.stats()),
  });
  const checks = [check("hits", hits), check("memory", memory)];
  if (cache.stats().remote !== null)
    checks.push({
      name: "shared",
      critical: false,
      async check() {
        await cache.probe();
        return shared(cache.stats());
      },
    });
  return { name: "cache", checks };
}

function hits(report: CacheReport): Finding {
  const { memoryHits, remoteHits, misses, stale, failures, corrupt, tooLarge } = report;
  const metadata = { memoryHits, remoteHits, misses, stale, failures, corrupt, tooLarge };
  const rate = hitRate(report);
  if (rate === null) return { status: "healthy", message: "No calls yet.", metadata };
  const calls = memoryHits + remoteHits + misses + stale + failures;
  return {
    status: "healthy",
    message: `Hit rate ${formatPercent(rate)} of ${calls} calls.`,
    metadata: { share: rate, ...metadata },
  };
}

function memory({ memory: { entries, bytes: used, evicted, limits } }: CacheReport): Finding {
  return {
    status: "healthy",
    message: `${entries} entries use ${formatBytes(used)} of ${formatBytes(limits.bytes)}.`,
    metadata: { entries, used, evicted, limit: limits.entries, total: limits.bytes },
  };
}

function shared({ remote, remoteErrors }: CacheReport): Finding {
  const metadata = {
    errors: remoteErrors,
    pending: remote?.pending ?? 0,
    listening: remote?.listening ?? false,
  };
  const because = remote?.trouble ? ` ${remote.trouble}` : "";
  const warning = (message: string): Finding => ({ status: "warning", message: message + because, metadata });
  if (metadata.pending > 0)
    return warning("Invalidations do not reach the other processes, which may serve stale values.");
  if (!remote?.reachable)
    return warning("Redis is unavailable: this process uses its own memory and retries every 2 s.");
  // Before the first answer to it there is nothing to tell.
  if (!remote.listening && remote.trouble !== null)
    return warning("Invalidations of other processes do not arrive, so this one reads from Redis each time.");
  return { status: "healthy", message: "Shared with all processes.", metadata };
}
