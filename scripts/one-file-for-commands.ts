import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

/** How `src/cli/*-command.ts` imports what its command does. */
const IMPORT_PATTERN = /await import\("(\.\/[^"]+)"\)/g;
const COMMANDS_NAMESPACE = "commands";

/**
 * Bundles what all commands do into one file. Node takes some half a millisecond to load a file; split by command, with what several
 * of them share in files of its own, `aegis remove` would load forty.
 */
export function oneFileForCommands(folder: string): Plugin {
  const sources = globSync("*-command.ts", { cwd: folder, exclude: ["init-command.ts"] }).map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );
  const modules = sources
    .flatMap((source) => [...source.matchAll(IMPORT_PATTERN)].map(([, path]) => path))
    .sort();
  return {
    name: "one-file-for-commands",
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ kind, path, importer }) =>
        kind === "dynamic-import" && importer.endsWith("-command.ts") && modules.includes(path)
          ? { path: COMMANDS_NAMESPACE, namespace: COMMANDS_NAMESPACE }
          : undefined,
      );
      build.onLoad({ filter: /./, namespace: COMMANDS_NAMESPACE }, () => ({
        contents: modules.map((path) => `export * from ${JSON.stringify(path)};`).join("\n"),
        resolveDir: folder,
      }));
    },
  };
}
