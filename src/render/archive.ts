import { readFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { isRecord } from "../record.ts";
import { byPath, type File, type Files } from "./file.ts";

interface Packed {
  readonly text?: string;
  /** How many of the bytes after the texts are this file's. */
  readonly bytes?: number;
  /** The archive holds the name alone, which says the content. */
  readonly named?: true;
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

/** How an archive is packed. */
export interface PackOptions {
  readonly quality?: number;
  /** Whether a name says the content, so that the archive need not hold it. */
  isNamed?(path: string): boolean;
}

/**
 * Many files in one: the texts compressed, then all else as it is, since a tarball of megabytes is compressed already and would
 * take most of a command's time. The same files always make the same bytes.
 */
export function pack(
  files: Files,
  { quality = QUICK_QUALITY, isNamed = () => false }: PackOptions = {},
): Uint8Array {
  const packed: Record<string, Packed> = {};
  const blobs: Uint8Array[] = [];
  const hold = (path: string, content: File["content"]): Packed => {
    if (isNamed(path)) return { named: true };
    if (typeof content === "string") return { text: content };
    blobs.push(content);
    return { bytes: content.length };
  };
  for (const [path, { content, executable }] of byPath(files)) {
    const held = hold(path, content);
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

/** Finds the content of a file that an archive holds by its name. */
export type FindNamed = (path: string) => File["content"];

const EMPTY_CONTENT = new Uint8Array();

/** An application's archive is a file like any other: it may have been written by hand. */
function createFileReader(blobs: Uint8Array, findNamed: FindNamed) {
  let offset = 0;
  const take = (length: number): Uint8Array => {
    const taken = blobs.subarray(offset, offset + length);
    if (taken.length !== length) throw new Error("The archive ends before its files do.");
    offset += length;
    return taken;
  };
  return (path: string, packed: unknown): File => {
    if (!isRecord(packed)) throw new Error("The archive holds something that is not a file.");
    const { text, bytes, base64 } = packed;
    const executable = packed.executable === true;
    if (packed.named === true) return createNamedFile(() => findNamed(path), executable);
    if (typeof text === "string") return { content: text, executable };
    if (typeof base64 === "string") return { content: Buffer.from(base64, "base64"), executable };
    if (typeof bytes === "number" && Number.isInteger(bytes) && bytes >= 0)
      return { content: take(bytes), executable };
    throw new Error("The archive holds something that is not a file.");
  };
}

/** A file whose content is looked up when it is first needed: most commands compare it with nothing. */
function createNamedFile(find: () => File["content"], executable: boolean): File {
  let found: File["content"] | undefined;
  return {
    get content() {
      found ??= find();
      return found;
    },
    executable,
  };
}

/**
 * The files that `pack` was given, those that it held by name with what `findNamed` finds. Throws whatever zlib or JSON throw when the bytes are damaged, ERR_BUFFER_TOO_LARGE
 * when they unpack to more than an application can be.
 */
export function unpack(bytes: Uint8Array, findNamed: FindNamed = () => EMPTY_CONTENT): Files {
  const { texts, blobs } = split(bytes);
  const json = brotliDecompressSync(texts, { maxOutputLength: MAX_UNPACKED_BYTES }).toString("utf8");
  const packed: unknown = JSON.parse(json);
  if (!isRecord(packed)) throw new Error("The archive is not a list of files.");
  const read = createFileReader(blobs, findNamed);
  return new Map(Object.entries(packed).map(([path, file]) => [path, read(path, file)]));
}

const templates = new Map<string, Files>();

/** The template that was packed beside the command when the package was built, read once. */
export function readTemplate(location: URL = new URL("template.br", import.meta.url)): Files {
  const known = templates.get(location.href) ?? unpack(readFileSync(location));
  templates.set(location.href, known);
  return known;
}

/** Reads the samples of `aegis make`, which are packed beside the template. */
export const readSamples = (): Files => readTemplate(new URL("samples.br", import.meta.url));
