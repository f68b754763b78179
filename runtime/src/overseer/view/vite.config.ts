import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

/** Writes the folders of the libraries that a build contains, since no manifest names them. */
function listLibraries(): Plugin {
  return {
    name: "list-libraries",
    writeBundle({ dir = "" }, bundle) {
      const ids = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      const folders = ids.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0]);
      const found = [...new Set(folders)].filter((folder) => folder !== undefined);
      writeFileSync(join(dir, "libraries.json"), JSON.stringify(found.toSorted()));
    },
  };
}

export default defineConfig({
  base: "/overseer/",
  publicDir: false,
  build: { emptyOutDir: true },
  logLevel: "warn",
  define: { "process.env.NODE_ENV": '"production"' },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          checks: { pluginTimings: false },
          output: {
            // Few files: dozens of small ones weigh more, since each is compressed by itself, and need more requests.
            codeSplitting: { groups: [{ name: "overseer", test: /overseer\/(?:view|format|[\w-]+\.ts)/ }] },
          },
        },
      },
    },
    ssr: {
      resolve: { noExternal: true },
      // Smaller by half in the package, which carries it into every application.
      build: { minify: true, rolldownOptions: { input: "./server.ts", checks: { pluginTimings: false } } },
    },
  },
  plugins: [tailwindcss(), reactRouter(), listLibraries()],
});
