import { MetricsService } from "./metrics-service.ts";

/** The metrics of this process. */
export const metrics = new MetricsService();
