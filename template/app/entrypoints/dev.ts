import { run } from "@aegis-stack/runtime/application";
import { components } from "./components.ts";

/** Everything in one process, pages from source. */
await run("dev", () => import("#app/application.ts"), components);
