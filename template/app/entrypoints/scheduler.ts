import { run } from "@aegis-stack/runtime/application";
import { components } from "./components.ts";

/** The process that starts jobs in production. It opens no port; its heartbeat is in the database. */ // aegis:scheduler=database
// /** A process that starts jobs and does nothing else. Only its log shows what it does: it keeps its state in memory. */ // aegis:scheduler=memory
await run("scheduler", () => import("#app/application.ts"), components);
