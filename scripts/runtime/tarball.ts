import { crc32, deflateRawSync, gunzipSync } from "node:zlib";

const BLOCK_BYTES = 512;

/** What npm writes as the time of every packed file: 26 October 1985. */
const FIXED_TIME_SECONDS = 499_162_500;

/** The folder that npm expects around the files of a package. */
const PACKAGE_FOLDER = "package/";

const pad = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;

function createHeader(path: string, size: number): Buffer {
  const name = `${PACKAGE_FOLDER}${path}`;
  if (Buffer.byteLength(name) > 100) throw new Error(`${path} is longer than a tar header holds.`);
  const header = Buffer.alloc(BLOCK_BYTES);
  const writeOctal = (value: number, length: number, offset: number) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, offset, "ascii");
  header.write(name, 0, "utf8");
  writeOctal(0o644, 8, 100);
  writeOctal(0, 8, 108);
  writeOctal(0, 8, 116);
  writeOctal(size, 12, 124);
  writeOctal(FIXED_TIME_SECONDS, 12, 136);
  header.write("        ", 148, "ascii");
  // A plain file, and the format: ustar, version 00.
  header.write("0", 156, "ascii");
  header.write("ustar\u000000", 257, "ascii");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return header;
}

/** A gzip stream without a time, a name or an operating system in its header. */
function gzip(bytes: Buffer): Buffer {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, deflateRawSync(bytes, { level: 9 }), trailer]);
}

/** Packs files as npm packs a package. The same files always give the same bytes. */
export function createTarball(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const sorted = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const blocks = sorted.flatMap(([path, content]) => [
    createHeader(path, content.length),
    content,
    Buffer.alloc(pad(content.length) - content.length),
  ]);
  return gzip(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]));
}

const readText = (block: Buffer, offset: number, length: number): string =>
  block.toString("utf8", offset, offset + length).replace(/\0.*$/s, "");

/** The files of a tarball that `createTarball` has made. */
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
