import { monitorEventLoopDelay } from "node:perf_hooks";
import { computeBusyShare, readCpuTimes } from "./cpu.ts";
import { readMemory } from "./memory.ts";
import type { RequestMeter } from "./request-meter.ts";
import type { MetricsSample } from "./sample.ts";

/** A measurement that is running. */
export interface Measurement {
  /**
   * Takes a sample of the time since the one before.
   *
   * @param at the time now, in milliseconds since 1970
   */
  take(at: number): MetricsSample;
  /** Stops measuring. */
  end(): void;
}

/** Starts to measure this process and its machine, and counts requests from now on. */
export function measureProcess(requests: RequestMeter): Measurement {
  // Delay is measured by a timer of this resolution, which is therefore part of every value.
  const resolution = 20;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  requests.take();
  let time = performance.now();
  let machine = readCpuTimes();
  let own = process.cpuUsage();

  function take(at: number): MetricsSample {
    const elapsed = Math.max(1, performance.now() - time);
    const spent = process.cpuUsage(own);
    const machineNow = readCpuTimes();
    const { used, total } = readMemory();
    const { rss, heapUsed } = process.memoryUsage();
    const { count, p95 } = requests.take();
    const sample = {
      at,
      cpu: round(computeBusyShare(machine, machineNow), 4),
      processCpu: round((spent.user + spent.system) / 1_000 / elapsed, 4),
      memory: round(used / total, 4),
      rss,
      heapUsed,
      eventLoopDelay: delay.count === 0 ? 0 : round(Math.max(0, delay.percentile(99) / 1e6 - resolution), 1),
      requestsPerSecond: round((count * 1_000) / elapsed, 1),
      requestDuration: p95 === null ? null : round(p95, 1),
    };
    time += elapsed;
    machine = machineNow;
    own = { user: own.user + spent.user, system: own.system + spent.system };
    delay.reset();
    return sample;
  }

  return { take, end: () => void delay.disable() };
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
