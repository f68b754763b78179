import { gunzipSync } from "node:zlib";

export const BLOCK_BYTES = 512;

/** The folder that npm expects around the files of a package. */
export const PACKAGE_FOLDER = "package/";

/** A length as it is padded to whole blocks. */
export const pad = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;

const readText = (block: Buffer, offset: number, length: number): string =>
  block.toString("utf8", offset, offset + length).replace(/\0.*$/s, "");

/** The files of a tarball of a package, as `createTarball` of the build packs it. */
export function readTarball(tarball: Uint8Array): Map<string, Buffer> {
  const bytes = gunzipSync(tarball);
  const files = new Map<string, Buffer>();
  let offset = 0;
  while (bytes[offset] !== 0 && offset < bytes.length) {
    const header = bytes.subarray(offset, offset + BLOCK_BYTES);
    const path = readText(header, 0, 100).slice(PACKAGE_FOLDER.length);
    const size = Number.parseInt(readText(header, 124, 12), 8);
    offset += BLOCK_BYTES;
    files.set(path, bytes.subarray(offset, offset + size));
    offset += pad(size);
  }
  return files;
}
