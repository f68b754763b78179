import { createHash } from "node:crypto";
import { isRecord } from "../../src/record.ts";
import type { File, Files } from "../../src/render/file.ts";
import type { LockedPackage, Lockfile } from "../../src/render/lock-graph.ts";
import { type Manifest, toJson } from "../../src/render/manifest.ts";
import { readTarball } from "../../src/render/read-tarball.ts";
import { RUNTIME_NAME, tarballPath } from "../../src/runtime.ts";

/** packed: the tarball lies in each application · registry: applications install the published version. */
export type Delivery = "packed" | "registry";

/** Where the template expects the packed runtime. Git ignores it. */
export const TARBALL_PATH = "vendor/aegis-stack-runtime.tgz";

const LOCK_PATH = `node_modules/${RUNTIME_NAME}`;

function jsonIn(files: Files, path: string): Record<string, unknown> {
  const value: unknown = JSON.parse(String(files.get(path)?.content));
  if (!isRecord(value)) throw new Error(`The template's ${path} is not an object.`);
  return value;
}

const isLockfile = (value: Readonly<Record<string, unknown>>): value is Lockfile & typeof value =>
  isRecord(value.packages);

const isPackage = (value: unknown): value is LockedPackage & { readonly version: string } =>
  isRecord(value) && typeof value.version === "string";

/** Puts a dependency where it stands already, so that the order of the file stays. */
function withDependency<Asking extends { readonly dependencies?: Readonly<Record<string, string>> }>(
  asking: Asking,
  spec: string,
): Asking {
  return { ...asking, dependencies: { ...asking.dependencies, [RUNTIME_NAME]: spec } };
}

/**
 * The template's files with the packed runtime in them, as applications get them: the tarball under a name that changes
 * with its bytes, and its spec and integrity in package.json and package-lock.json. A template that was delivered before
 * may be delivered again. With `registry` the spec is the version, and no
 * application gets the tarball: it is there to be vendored.
 */
export function deliverRuntime(template: Files, tarball: Uint8Array, delivery: Delivery): Files {
  const packed: unknown = JSON.parse(String(readTarball(tarball).get("package.json")));
  if (!isPackage(packed)) throw new Error("The runtime has no version.");
  const path = tarballPath(packed.version, tarball);
  const isPacked = delivery === "packed";
  const spec = isPacked ? `file:${path}` : packed.version;

  const manifest = withDependency<Manifest>(jsonIn(template, "package.json"), spec);
  const lockfile = jsonIn(template, "package-lock.json");
  if (!isLockfile(lockfile)) throw new Error("The template's package-lock.json lists no packages.");
  const locked: LockedPackage = {
    version: packed.version,
    ...(isPacked && { resolved: spec }),
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    license: packed.license,
    ...(packed.dependencies && { dependencies: packed.dependencies }),
    engines: packed.engines,
    ...(packed.peerDependencies && { peerDependencies: packed.peerDependencies }),
    ...(packed.peerDependenciesMeta && { peerDependenciesMeta: packed.peerDependenciesMeta }),
  };
  const packages = {
    ...lockfile.packages,
    "": withDependency(lockfile.packages[""] ?? {}, spec),
    [LOCK_PATH]: locked,
  };

  const files = new Map<string, File>([...template].filter(([each]) => !each.startsWith("vendor/")));
  const write = (name: string, content: File["content"]) => files.set(name, { content, executable: false });
  write("package.json", toJson(manifest));
  write("package-lock.json", toJson({ ...lockfile, packages }));
  // Also for the registry: "aegis vendor" unpacks it.
  write(path, tarball);
  return files;
}
