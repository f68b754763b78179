import { isRecord } from "../record.ts";
import { RUNTIME_FOLDER, RUNTIME_NAME } from "../runtime.ts";
import type { PackageManager } from "../stack/stack.ts";
import { contentOf, type File, type Files } from "./file.ts";
import type { LockedPackage, Lockfile } from "./lock-graph.ts";
import { type Manifest, toJson } from "./manifest.ts";
import { readTarball } from "./read-tarball.ts";

/** The runtime's spec as npm has it: a name alone would be looked up in the registry where the folder is missing. */
const NPM_SPEC = `file:${RUNTIME_FOLDER}`;
const WORKSPACE_SPEC = "workspace:*";

/** Of the package: Overseer's pages are compiled in a build of the repository, so their sources would change nothing. */
const VENDORED_PATTERN = /^(?:LICENSE|README\.md|src\/(?!overseer\/view\/).*|dist\/overseer\/build\/.*)$/;

const LOCK_PATH = `node_modules/${RUNTIME_NAME}`;

/** Biome checks the sources by the application's rules, and leaves out what is compiled. Formatted as it wants it. */
const BIOME_CONFIGURATION = `{
  "root": false,
  "extends": "//",
  "files": { "includes": ["**", "!dist"] }
}
`;

const unpackedByTarball = new WeakMap<Uint8Array, ReadonlyMap<string, Uint8Array>>();

/** The files of a tarball. Each is read once: manifest, lock and files of a stack are rendered from it, and it holds some 5 MB. */
function unpack(tarball: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const packed = unpackedByTarball.get(tarball) ?? readTarball(tarball);
  unpackedByTarball.set(tarball, packed);
  return packed;
}

/** "./dist/queue/index.js" as its source: "./src/queue/index.ts". What is CommonJS in the sources is the same there. */
function sourceOf(target: unknown): unknown {
  const path = isRecord(target) ? target.default : target;
  if (typeof path !== "string") return target;
  return path.replace(/^\.\/dist\/(.+)$/, "./src/$1").replace(/\.js$/, ".ts");
}

/** The package's manifest, as far as it is read. */
interface PackedManifest extends Manifest {
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const isManifest = (value: unknown): value is PackedManifest => isRecord(value);

function manifestIn(packed: ReadonlyMap<string, Uint8Array>): PackedManifest {
  const manifest: unknown = JSON.parse(Buffer.from(packed.get("package.json") ?? "null").toString("utf8"));
  if (!isManifest(manifest)) throw new Error("The runtime's tarball has no package.json.");
  return manifest;
}

const isOptional = ({ peerDependenciesMeta }: PackedManifest, name: string): boolean =>
  peerDependenciesMeta?.[name]?.optional === true;

/**
 * The package's manifest as that of a workspace: its exports are the sources, and it is never published from there.
 * Without the optional peers, of which the application has each in package.json: what is a development dependency there and
 * an optional peer here, `npm ci --omit=dev` would install.
 */
function workspaceManifest(packed: PackedManifest): Manifest {
  const { name, version, files: _packedFiles, exports: targets, ...rest } = packed;
  const { peerDependencies = {}, peerDependenciesMeta: _optional, ...more } = rest;
  const required = Object.entries(peerDependencies).filter(([peer]) => !isOptional(packed, peer));
  const sources = Object.entries(isRecord(targets) ? targets : {}).map(([subpath, target]) => [
    subpath,
    sourceOf(target),
  ]);
  return {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    private: true,
    ...more,
    peerDependencies: Object.fromEntries(required),
    exports: Object.fromEntries(sources),
  };
}

/**
 * What the sources of the capabilities that were not chosen import, with its types: development dependencies of the
 * application, since its type check reads them too.
 */
function librariesOf(packed: PackedManifest, template: Manifest, chosen: Manifest): Record<string, string> {
  const known: Readonly<Record<string, string>> = { ...template.devDependencies, ...template.dependencies };
  const has = new Set(
    [chosen.dependencies, chosen.devDependencies].flatMap((each) => Object.keys(each ?? {})),
  );
  const peers = Object.keys(packed.peerDependencies ?? {}).filter((name) => isOptional(packed, name));
  return Object.fromEntries(
    peers
      .flatMap((name) => [name, `@types/${name}`])
      .filter((name) => known[name] !== undefined && !has.has(name))
      .map((name) => [name, known[name] ?? ""]),
  );
}

const byName = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** The files of a vendored runtime: what the tarball holds of sources, in a folder of the application. */
export function vendoredFiles(tarball: Uint8Array): Files {
  const packed = unpack(tarball);
  const text = (content: string): File => ({ content, executable: false });
  const files = new Map<string, File>([
    [`${RUNTIME_FOLDER}/package.json`, text(toJson(workspaceManifest(manifestIn(packed))))],
    [`${RUNTIME_FOLDER}/biome.json`, text(BIOME_CONFIGURATION)],
  ]);
  for (const [path, bytes] of packed) {
    if (VENDORED_PATTERN.test(path)) {
      files.set(`${RUNTIME_FOLDER}/${path}`, { content: contentOf(bytes), executable: false });
    }
  }
  return files;
}

/**
 * The application's manifest with the runtime as a workspace, in npm's words.
 *
 * @param template the whole manifest, which has the versions of what was not chosen
 */
export function withWorkspace(chosen: Manifest, template: Manifest, tarball: Uint8Array): Manifest {
  const dependencies = { ...chosen.dependencies, [RUNTIME_NAME]: NPM_SPEC };
  const libraries = librariesOf(manifestIn(unpack(tarball)), template, chosen);
  const development = Object.entries({ ...chosen.devDependencies, ...libraries });
  const devDependencies = byName(development);
  const decided = Object.entries(template.allowScripts ?? {}).filter(([name]) => name in libraries);
  const allowScripts = byName([...Object.entries(chosen.allowScripts ?? {}), ...decided]);
  const fields = Object.entries<unknown>({
    ...chosen,
    dependencies,
    devDependencies,
    ...(Object.keys(allowScripts).length > 0 && { allowScripts }),
  });
  const at = fields.findIndex(([field]) => field === "scripts");
  return Object.fromEntries(fields.toSpliced(Math.max(at, 0), 0, ["workspaces", [RUNTIME_FOLDER]]));
}

/** The same in another manager's words. pnpm names workspaces in a file of its own. */
export function workspaceFor(manager: PackageManager, manifest: Manifest): Manifest {
  if (manager === "npm" || manifest.dependencies?.[RUNTIME_NAME] !== NPM_SPEC) return manifest;
  const { workspaces, ...rest } = manifest;
  const dependencies = { ...manifest.dependencies, [RUNTIME_NAME]: WORKSPACE_SPEC };
  return { ...(manager === "pnpm" ? rest : manifest), dependencies };
}

/** npm's lock with the runtime as a workspace: a link, and the folder that it leads to. */
export function withLockedWorkspace(lockfile: Lockfile, tarball: Uint8Array): Lockfile {
  const manifest = workspaceManifest(manifestIn(unpack(tarball)));
  const fields = ["name", "version", "license", "dependencies", "engines", "peerDependencies"];
  const folder: LockedPackage = Object.fromEntries(fields.map((field) => [field, manifest[field]]));
  return {
    ...lockfile,
    packages: {
      ...lockfile.packages,
      [LOCK_PATH]: { resolved: RUNTIME_FOLDER, link: true },
      [RUNTIME_FOLDER]: folder,
    },
  };
}
