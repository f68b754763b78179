import { run } from "@aegis-stack/runtime/application";
import { components } from "./components.ts";

/** The process that answers requests in production: API and built pages. */
await run("web", () => import("#app/application.ts"), components);
