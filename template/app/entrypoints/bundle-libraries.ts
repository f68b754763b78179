import { join } from "node:path";
import { optimizeDeps, resolveConfig } from "vite";

/**
 * Bundles the libraries of the pages for browsers, as Vite does at its first start. In a process of its own, since the
 * bundler keeps over 100 MB as long as its process lives.
 */

process.env.NODE_ENV ??= "development";
const root = join(import.meta.dirname, "../..");
const config = await resolveConfig({ root, configLoader: "native", logLevel: "error" }, "serve");
await optimizeDeps(config);
// The compiler of the pages has started a server of its own, which would keep this process.
process.exit(0);
