import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deliverRuntime } from "../../scripts/runtime/deliver.ts";
import { createTarball } from "../../scripts/runtime/tarball.ts";
import { pack } from "../../src/render/archive.ts";
import { template } from "../evolve/application.ts";
import { packed, ROOT } from "../runtime/packed.ts";

/** Sources of the runtime that the older version had otherwise: at their first line, which the newer one lacks. */
export const CHANGED_SOURCES = ["src/errors/index.ts", "src/time/index.ts"];
export const OLD_LINE = "// As the older version had it.\n";

/** Builds the command in a folder, with a template whose runtime is an older build. @returns its script */
export function buildOlderCommand(folder: string): string {
  const older = new Map<string, Uint8Array>(packed);
  for (const path of CHANGED_SOURCES) older.set(path, Buffer.from(`${OLD_LINE}${packed.get(path)}`));
  older.set("src/errors/old.ts", Buffer.from("export const old = 1;\n"));
  const command = join(folder, "command");
  mkdirSync(command);
  for (const path of ["bin", "dist", "package.json"])
    cpSync(join(ROOT, path), join(command, path), { recursive: true });
  writeFileSync(
    join(command, "dist/template.br"),
    pack(deliverRuntime(template, createTarball(older), "packed")),
  );
  return join(command, "bin/aegis.cjs");
}
