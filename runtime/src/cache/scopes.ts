/** The scope of all entries. */
export const GLOBAL_SCOPE = "all";

/** The scope of a tag. */
export const getTagScope = (tag: string): string => `tag:${tag}`;

/** The scopes of a namespace, from the outermost to its own. @param path its name after those around it */
export const getNamespaceScopes = (path: readonly string[]): string[] => [
  GLOBAL_SCOPE,
  ...path.map((_, index) => `in:${path.slice(0, index + 1).join("/")}`),
];
