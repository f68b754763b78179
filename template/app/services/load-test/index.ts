import { queue } from "#app/core/queue/index.ts";
import { LoadTestService } from "./load-test-service.ts";

/** Load tests on the workers of this application. */
export const loadTests = new LoadTestService(queue);
