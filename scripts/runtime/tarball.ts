import { crc32, deflateRawSync } from "node:zlib";
import { BLOCK_BYTES, PACKAGE_FOLDER, pad } from "../../src/render/read-tarball.ts";

/** What npm writes as the time of every packed file: 26 October 1985. */
const FIXED_TIME_SECONDS = 499_162_500;

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
