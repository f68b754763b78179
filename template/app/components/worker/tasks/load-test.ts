import { handle } from "#app/core/queue/work/handler.ts";
import { load } from "#app/services/load-test/load.ts";
import { loadTestTask } from "#app/services/load-test/load-test-task.ts";

export const runLoadTest = handle(loadTestTask, ({ kind }) => load(kind));
