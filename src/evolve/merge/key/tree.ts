/** A value without parts, or one whose parts are not told apart. */
export interface Scalar {
  readonly kind: "scalar";
  /** As it is written. */
  readonly text: string;
  /** By what two of them are the same. */
  readonly value: string;
}

/** A map's member, or a list's item, whose key is its value. Put together, its parts are the text it was read from. */
export interface Entry {
  readonly key: string;
  /** Everything before it: line break, indentation, the comments above. */
  readonly lead: string;
  /** The key as it is written, up to the value. */
  readonly head: string;
  readonly value: Node;
  /** What follows the value, before the comma. */
  readonly after: string;
  /** What follows the comma on the same line. */
  readonly trail: string;
}

export interface Container {
  readonly kind: "map" | "list";
  readonly open: string;
  readonly entries: readonly Entry[];
  readonly close: string;
  readonly comma: "," | "";
  readonly commaAtEnd: boolean;
}

/** A structured file as values that remember how they are written. */
export type Node = Scalar | Container;

/** The text that a tree was read from, or what it became. */
export function print(node: Node): string {
  if (node.kind === "scalar") return node.text;
  const { open, entries, close, comma, commaAtEnd } = node;
  const printed = entries.map(({ lead, head, value, after, trail }, index) => {
    const isLast = index === entries.length - 1;
    return lead + head + print(value) + after + (isLast && !commaAtEnd ? "" : comma) + trail;
  });
  return open + printed.join("") + close;
}

/** What a value says, however it is written: the same for two that mean the same. */
export function meaning(node: Node | null): string {
  if (node === null) return "";
  if (node.kind === "scalar") return node.value;
  const parts = node.entries.map(({ key, value }) =>
    node.kind === "map" ? `${JSON.stringify(key)}:${meaning(value)}` : meaning(value),
  );
  return node.kind === "map" ? `{${parts.sort().join()}}` : `[${parts.join()}]`;
}

/** Its entries by their key; null where a key stands there twice. */
export function entriesByKey(node: Container | null): ReadonlyMap<string, Entry> | null {
  const entries = new Map(node?.entries.map((entry) => [entry.key, entry]));
  return entries.size === (node?.entries.length ?? 0) ? entries : null;
}
