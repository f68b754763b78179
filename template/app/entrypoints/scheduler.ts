import { run } from "@aegis-stack/runtime/application";
import { components } from "./components.ts";

/** The process that starts jobs in production. It opens no port; its sign of life is in the database. */ // aegis:scheduler=database
// /** A process that starts jobs and does nothing else. What it does is told by its log alone: it keeps it in memory. */ // aegis:scheduler=memory
await run("scheduler", () => import("#app/application.ts"), components);
