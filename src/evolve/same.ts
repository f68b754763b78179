import { type File, sameContent } from "../render/file.ts";

/** The same content, and executable or not alike. */
export function sameFile(one: File, other: File): boolean {
  return one.executable === other.executable && sameContent(one, other);
}

/** Text as git would store it: a byte order mark and the line ends of a system are not an owner's words. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

/** Whether the owner left the content as it was written. A checkout with other line ends has edited nothing. */
export function isUnedited(ours: File, base: File): boolean {
  if (sameContent(ours, base)) return true;
  if (typeof ours.content !== "string" || typeof base.content !== "string") return false;
  return plain(ours.content) === plain(base.content);
}

/** Whether the outcome is executable: as the owner changed it, or else as it is written now. */
export function modeOf(base: File | undefined, theirs: File, ours: File): boolean {
  if (base !== undefined && ours.executable !== base.executable) return ours.executable;
  return theirs.executable;
}
