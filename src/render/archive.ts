import { readFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { isRecord } from "../record.ts";
import { byPath, type File, type Files } from "./file.ts";

interface Packed {
  readonly text?: string;
  readonly base64?: string;
  readonly executable?: true;
}

// Init waits for it: level 3 takes twice the time and saves 9 %, the best one takes hundreds of times and saves a third.
const quick = 1;

/** Many files in one: a JSON map of path to text, compressed. The same files always make the same bytes. */
export function pack(files: Files, quality: number = quick): Uint8Array {
  const packed: Record<string, Packed> = {};
  for (const [path, file] of byPath(files)) {
    const content =
      typeof file.content === "string"
        ? { text: file.content }
        : { base64: Buffer.from(file.content).toString("base64") };
    packed[path] = file.executable ? { ...content, executable: true } : content;
  }
  return brotliCompressSync(JSON.stringify(packed), {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality },
  });
}

/** More than twenty times what the whole template holds: a small archive can unpack to gigabytes. */
const maxUnpackedBytes = 64 * 1024 * 1024;

const isTextOrNone = (value: unknown): boolean => value === undefined || typeof value === "string";

// An application's archive is a file like any other: it may have been written by hand.
function isPacked(value: unknown): value is Packed {
  return isRecord(value) && isTextOrNone(value.text) && isTextOrNone(value.base64);
}

function unpackFile(packed: unknown): File {
  if (!isPacked(packed)) throw new Error("The archive holds something that is not a file.");
  const content = packed.base64 === undefined ? (packed.text ?? "") : Buffer.from(packed.base64, "base64");
  return { content, executable: packed.executable === true };
}

/**
 * The files that `pack` was given. Throws whatever zlib or JSON throw when the bytes are damaged, ERR_BUFFER_TOO_LARGE
 * when they unpack to more than an application can be.
 */
export function unpack(bytes: Uint8Array): Files {
  const text = brotliDecompressSync(bytes, { maxOutputLength: maxUnpackedBytes }).toString("utf8");
  const packed: unknown = JSON.parse(text);
  if (!isRecord(packed)) throw new Error("The archive is not a list of files.");
  return new Map(Object.entries(packed).map(([path, file]) => [path, unpackFile(file)]));
}

/** Reads the template that was packed beside the command when the package was built. */
export function readTemplate(location: URL = new URL("template.br", import.meta.url)): Files {
  return unpack(readFileSync(location));
}

/** Reads the samples of `aegis make`, which are packed beside the template. */
export const readSamples = (): Files => readTemplate(new URL("samples.br", import.meta.url));
