// Windows reads ".git." and ".git " as ".git", and "git~1" is its short name there.
const isOfGit = (segment: string): boolean => /^(?:\.git[. ]*|git~\d+)$/i.test(segment);

/**
 * Whether a path leads to a file of the application and nowhere else. What a project remembers is a file like any
 * other, so it may have been changed: it never names a place outside, nor git's own folder.
 */
export function isInside(path: string): boolean {
  if (path === "" || path.includes("\\") || path.includes("\0") || /^[a-z]:/i.test(path)) return false;
  const segments = path.split("/");
  return segments.every((each) => each !== "" && each !== "." && each !== ".." && !isOfGit(each));
}
