import { optimizeDeps, resolveConfig } from "vite";

/**
 * Bundles the libraries of the pages for browsers, as Vite does at its first start. In a process of its own, since the
 * bundler keeps over 100 MB as long as its process lives. The application's folder is the working directory.
 */

process.env.NODE_ENV ??= "development";
const config = await resolveConfig(
  { root: process.cwd(), configLoader: "native", logLevel: "error" },
  "serve",
);
await optimizeDeps(config);
// The compiler of the pages has started a server of its own, which would keep this process.
process.exit(0);
