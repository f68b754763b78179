import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSIBLE_PATTERN = /\.(css|js|svg)$/;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/**
 * Writes a `.br` and a `.gz` beside every text file that browsers load, so the server sends the small one
 * without ever compressing anything itself.
 */
export function compressedAssets(): Plugin {
  return {
    name: "compressed-assets",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      if (this.environment.name !== "client") return;
      const names = Object.keys(bundle).filter((name) => COMPRESSIBLE_PATTERN.test(name));
      await Promise.all(names.map((name) => compress(join(dir, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  await Promise.all([
    writeFile(`${file}.br`, await toBrotli(content)),
    writeFile(`${file}.gz`, await toGzip(content, { level: 9 })),
  ]);
}
