import { run } from "@aegis-stack/runtime/application";
import { components } from "./components.ts";

/** The process that runs tasks in production. It opens no port; its heartbeat is where the queues are. */
await run("worker", () => import("#app/application.ts"), components);
