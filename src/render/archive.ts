import { readFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { isRecord } from "../record.ts";
import { byPath, type File, type Files } from "./file.ts";

interface Packed {
  readonly text?: string;
  /** How many of the bytes after the texts are this file's. */
  readonly bytes?: number;
  readonly executable?: true;
}

/**
 * What an archive begins with, before the length of its compressed texts. Without it the whole archive is one compressed text, as
 * aegis 0.2.0 wrote it at first, with other files in base64.
 */
const ARCHIVE_MARK = Buffer.from("aegis-archive-2\n");
const LENGTH_BYTES = 4;
const HEADER_BYTES = ARCHIVE_MARK.length + LENGTH_BYTES;

// Init waits for it: level 3 takes twice the time and saves 9 %, the best one takes hundreds of times and saves a third.
const QUICK_QUALITY = 1;

/**
 * Many files in one: the texts compressed, then all else as it is, since a tarball of megabytes is compressed already and would
 * take most of a command's time. The same files always make the same bytes.
 */
export function pack(files: Files, quality: number = QUICK_QUALITY): Uint8Array {
  const packed: Record<string, Packed> = {};
  const blobs: Uint8Array[] = [];
  for (const [path, { content, executable }] of byPath(files)) {
    const isText = typeof content === "string";
    if (!isText) blobs.push(content);
    const held = isText ? { text: content } : { bytes: content.length };
    packed[path] = executable ? { ...held, executable } : held;
  }
  const texts = brotliCompressSync(JSON.stringify(packed), {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality },
  });
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(texts.length);
  return Buffer.concat([ARCHIVE_MARK, length, texts, ...blobs]);
}

/** More than twenty times what the whole template holds: a small archive can unpack to gigabytes. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** The compressed texts of an archive, and what follows them. */
function split(bytes: Uint8Array): { readonly texts: Uint8Array; readonly blobs: Uint8Array } {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!archive.subarray(0, ARCHIVE_MARK.length).equals(ARCHIVE_MARK))
    return { texts: archive, blobs: archive.subarray(0, 0) };
  const end = HEADER_BYTES + archive.readUInt32LE(ARCHIVE_MARK.length);
  return { texts: archive.subarray(HEADER_BYTES, end), blobs: archive.subarray(end) };
}

/** An application's archive is a file like any other: it may have been written by hand. */
function createFileReader(blobs: Uint8Array) {
  let offset = 0;
  const take = (length: number): Uint8Array => {
    const taken = blobs.subarray(offset, offset + length);
    if (taken.length !== length) throw new Error("The archive ends before its files do.");
    offset += length;
    return taken;
  };
  return (packed: unknown): File => {
    if (!isRecord(packed)) throw new Error("The archive holds something that is not a file.");
    const { text, bytes, base64 } = packed;
    const executable = packed.executable === true;
    if (typeof text === "string") return { content: text, executable };
    if (typeof base64 === "string") return { content: Buffer.from(base64, "base64"), executable };
    if (typeof bytes === "number" && Number.isInteger(bytes) && bytes >= 0)
      return { content: take(bytes), executable };
    throw new Error("The archive holds something that is not a file.");
  };
}

/**
 * The files that `pack` was given. Throws whatever zlib or JSON throw when the bytes are damaged, ERR_BUFFER_TOO_LARGE
 * when they unpack to more than an application can be.
 */
export function unpack(bytes: Uint8Array): Files {
  const { texts, blobs } = split(bytes);
  const json = brotliDecompressSync(texts, { maxOutputLength: MAX_UNPACKED_BYTES }).toString("utf8");
  const packed: unknown = JSON.parse(json);
  if (!isRecord(packed)) throw new Error("The archive is not a list of files.");
  const read = createFileReader(blobs);
  return new Map(Object.entries(packed).map(([path, file]) => [path, read(file)]));
}

/** Reads the template that was packed beside the command when the package was built. */
export function readTemplate(location: URL = new URL("template.br", import.meta.url)): Files {
  return unpack(readFileSync(location));
}

/** Reads the samples of `aegis make`, which are packed beside the template. */
export const readSamples = (): Files => readTemplate(new URL("samples.br", import.meta.url));
