export { type CpuTimes, computeBusyShare, readCpuTimes } from "./cpu.ts";
export { createMetrics, type Metrics, type MetricsOptions, type SampleListener } from "./create-metrics.ts";
export { type DiskReading, readDisk } from "./disk.ts";
export { type Measurement, measureProcess } from "./measure.ts";
export { type MemoryReading, type MemorySource, readMemory } from "./memory.ts";
export { createRequestMeter, type RequestCount, type RequestMeter } from "./request-meter.ts";
export { MAX_SAMPLES, type MetricsSample, metricsSample, SAMPLE_INTERVAL_MS } from "./sample.ts";
