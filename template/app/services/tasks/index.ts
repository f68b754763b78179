import { LoadTestService } from "@aegis-stack/runtime/queue";
import { queue } from "#app/core/queue.ts";
import { contracts } from "./contracts.ts";

/** The tasks of this application. */
export const tasks = queue.operations(contracts);

/** Load tests on the workers of this application. */
export const loadTests = new LoadTestService(queue.engine);
