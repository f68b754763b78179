import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifest, packed, ROOT, writeFiles } from "./packed.ts";

/**
 * Installs what an application without any chosen component has: the runtime, its libraries and the peers that are not
 * optional.
 *
 * @param files the files of the runtime, where they are not those that were packed
 */
export function installPlain(folder: string, files: ReadonlyMap<string, string | Uint8Array> = packed): void {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  const modules = join(folder, "node_modules");
  writeFiles(folder, new Map([["package.json", '{ "type": "module" }']]));
  writeFiles(join(modules, "@aegis-stack/runtime"), files);
  for (const name of [...Object.keys(dependencies), ...peers]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
}
