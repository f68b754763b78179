import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readTarball } from "../../src/render/read-tarball.ts";
import { RUNTIME_NAME } from "../../src/runtime.ts";

const placeIn = (application: string) => join(application, "node_modules", RUNTIME_NAME);

/** Whether the installed runtime is what the tarball holds: the same files with the same bytes, and no other. */
export function isInstalledFrom(tarball: Uint8Array, application: string): boolean {
  const place = placeIn(application);
  if (!existsSync(place)) return false;
  const packed = readTarball(tarball);
  const installed = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return (
    installed.length === packed.size &&
    [...packed].every(([path, content]) => {
      const file = join(place, path);
      return existsSync(file) && content.equals(readFileSync(file));
    })
  );
}

/** Replaces the installed runtime by what the tarball holds. */
export function replaceInstalled(tarball: Uint8Array, application: string): void {
  const place = placeIn(application);
  rmSync(place, { recursive: true, force: true });
  for (const [path, content] of readTarball(tarball)) {
    const file = join(place, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
