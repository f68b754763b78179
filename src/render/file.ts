/** The content of one file: text, or bytes when it is not text. */
export interface File {
  readonly content: string | Uint8Array;
  readonly executable: boolean;
}

/** Files by their path, which is relative and uses "/" everywhere. */
export type Files = ReadonlyMap<string, File>;

/** Whether both hold the same text or the same bytes. Being executable does not count. */
export function sameContent(one: File, other: File): boolean {
  if (typeof one.content === "string" || typeof other.content === "string")
    return one.content === other.content;
  return Buffer.compare(one.content, other.content) === 0;
}

/** Text when the bytes are UTF-8 without a NUL, the bytes themselves otherwise. */
export function contentOf(bytes: Uint8Array): string | Uint8Array {
  if (bytes.includes(0)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** The files with their paths in order, so that what is made of them does not depend on how they were gathered. */
export function byPath(files: Files): [string, File][] {
  return [...files].sort(([one], [other]) => (one < other ? -1 : 1));
}
