/** The mark that everything is kept under. */
export const EVERYTHING = "all";

/** The name of a tag's mark. */
export const tagMark = (tag: string): string => `tag:${tag}`;

/** The names of the marks of a namespace, from the outermost to its own. @param path its name and those around it */
export const scopesOf = (path: readonly string[]): string[] => [
  EVERYTHING,
  ...path.map((_, index) => `in:${path.slice(0, index + 1).join("/")}`),
];
