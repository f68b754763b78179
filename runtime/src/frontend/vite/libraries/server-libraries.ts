import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Plugin } from "vite";
import { type LibraryEntry, listLibraryEntries } from "./library-entries.ts";

/** Below the application's folder; what starts a process looks for it there. */
const OUTPUT_FOLDER = "build/libraries";

/** The application's own dependencies, which are imported from where they are installed. */
const EXTERNAL_LIBRARIES = ["pino", "react", "react-dom"];

const ENTRY_PREFIX = "\0library:";

/**
 * Puts the libraries of the server into few files when the pages are built: opening the 770 modules of a plain
 * application takes most of a start. A process in production loads these files in place of the installed ones, as long as
 * the versions are the same. A library that cannot be bundled costs the faster start and never the build.
 */
export function serverLibraries(): Plugin {
  let root = "";
  return {
    name: "server-libraries",
    apply: "build",
    configResolved: (config) => {
      root = config.root;
    },
    buildApp: {
      order: "post",
      async handler({ config: { logger } }) {
        try {
          await bundleLibraries(root);
        } catch (error) {
          await rm(join(root, OUTPUT_FOLDER), { recursive: true, force: true });
          logger.warn(
            `The libraries of the server were not bundled, so production starts more slowly: ${error}`,
          );
        }
      },
    },
  };
}

async function bundleLibraries(root: string): Promise<void> {
  const entries = await listLibraryEntries();
  const sources = new Map(entries.map(({ name, source }) => [ENTRY_PREFIX + name, source]));
  const modules = new Set<string>();
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "silent",
    plugins: [
      {
        name: "library-entries",
        resolveId: (id) => (sources.has(id) ? id : undefined),
        load: (id) => sources.get(id),
        generateBundle(_options, bundle) {
          for (const chunk of Object.values(bundle))
            if (chunk.type === "chunk") for (const id of chunk.moduleIds) modules.add(id);
        },
      },
    ],
    ssr: {
      noExternal: true,
      external: EXTERNAL_LIBRARIES,
      resolve: { conditions: ["node", "import", "module-sync", "default"] },
    },
    build: {
      ssr: true,
      outDir: OUTPUT_FOLDER,
      emptyOutDir: true,
      minify: false,
      target: "node22",
      rolldownOptions: {
        input: Object.fromEntries(entries.map(({ name }) => [name, ENTRY_PREFIX + name])),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  });
  const manifest = { files: describeFiles(root, entries), versions: describeVersions(root, modules) };
  await writeFile(join(root, OUTPUT_FOLDER, "manifest.json"), JSON.stringify(manifest, null, 2));
}

/** Which built file stands for which installed one. */
const describeFiles = (root: string, entries: readonly LibraryEntry[]): Record<string, string> =>
  Object.fromEntries(
    entries.flatMap(({ name, files }) => files.map((file) => [toPath(relative(root, file)), `${name}.js`])),
  );

/** The versions of all packages that went into the bundle, by the folders that they are installed in. */
function describeVersions(root: string, modules: ReadonlySet<string>): Record<string, string> {
  const folders = new Set([...modules].filter((id) => !id.startsWith("\0")).flatMap(findPackage));
  return Object.fromEntries(
    [...folders].toSorted().map((folder) => {
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return [toPath(relative(root, folder)), version];
    }),
  );
}

/** The folder of the package that a file belongs to: below the last node_modules of its path, with the scope of its name. */
function findPackage(file: string): string[] {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
  return folder === undefined ? [] : [folder];
}

const toPath = (path: string): string => path.replaceAll("\\", "/");
