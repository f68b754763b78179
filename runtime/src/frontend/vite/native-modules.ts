import { join } from "node:path";
import type { Plugin } from "vite";
import { requireFolder } from "../require-folder.ts";

/** What pages share with the API: loaded by Node itself, once, never bundled and never run twice. */
const NATIVE_PATTERN =
  /^(#app\/(core|services|components\/frontend\/serve)\/|#app\/application\.ts$|@aegis-stack\/runtime\/)/;

/** Modules of the runtime that are made for browsers as well: what they import is, too. */
const BROWSER_PATTERN = /^@aegis-stack\/runtime\/ai\/(?:chat-page|markdown)$/;

interface NativeModulesOptions {
  load(specifier: string): Promise<object>;
}

const VIRTUAL_PREFIX = "\0native:";

/** Vite runs pages in a module graph of its own, so what Node has loaded is handed over by way of the global object. */
const LOADED_KEY = "native-modules";

/**
 * Keeps the application, core, services and the runtime native Node modules for the pages, so that a loader and a route hold the same
 * instance of a service. In the build they stay imports of the same specifier. In development each becomes
 * a virtual module that re-exports the namespace that Node has loaded. An import that would carry their code
 * to browsers is refused, and so is a folder in which the tools that build the pages do not work.
 */
export function nativeModules({ load: loadModule }: NativeModulesOptions): Plugin {
  const loaded = new Map<string, object>();
  let building = false;
  /** What Vite names as the importer where there is none. No application has this file. */
  let noImporter = "";
  return {
    name: "native-modules",
    enforce: "pre",
    config({ root = process.cwd() }) {
      requireFolder(root);
    },
    configResolved(config) {
      building = config.command === "build";
      noImporter = join(config.root, "index.html");
    },
    configureServer() {
      Object.assign(globalThis, { [LOADED_KEY]: loaded });
    },
    resolveId(specifier, importer, { ssr }) {
      if (!NATIVE_PATTERN.test(specifier)) return null;
      if (!ssr && BROWSER_PATTERN.test(specifier)) return null;
      if (building && ssr) return { id: specifier, external: true };
      if (ssr) return `${VIRTUAL_PREFIX}${specifier}`;
      // Vite's scan for packages reads whole pages, before React Router has cut their server half off.
      if (this.environment.mode === "scan") return { id: specifier, external: true };
      // A lookup in the graph of modules imports nothing: React Router looks for the styles of a page's dependencies.
      if (importer === noImporter) return { id: specifier, external: true };
      return this.error(
        `${importer} would carry ${specifier} to browsers. Use it in a loader, an action or middleware only, or import its types with "import type".`,
      );
    },
    async load(id) {
      if (!id.startsWith(VIRTUAL_PREFIX)) return null;
      const specifier = id.slice(VIRTUAL_PREFIX.length);
      const namespace = await loadModule(specifier);
      loaded.set(specifier, namespace);
      const names = Object.keys(namespace).filter((name) => name !== "default");
      return `export const { ${names.join(", ")} } = globalThis["${LOADED_KEY}"].get("${specifier}");`;
    },
  };
}
