import type { Components } from "@aegis-stack/runtime/application";

/** What the processes of this application run. Each is loaded by those that run it, and by no other. */
export const components: Components = {
  web: () => import("./serve.ts"),
  worker: () => import("#app/components/worker/worker.ts"), // aegis:worker
  scheduler: () => import("#app/components/scheduler/scheduler.ts"), // aegis:scheduler
};
