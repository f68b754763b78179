/** How a column's values are carried over. In between each is a text that is the same for the same value. */
export interface Kind {
  /** The server's name of the type. */
  type: string;
  /** @param value as SQLite holds it */
  fromFile(value: unknown): string;
  /** What the server takes for it. */
  toServer(text: string): string;
  /** SQL that reads a column so that `fromServer` understands it. */
  select(column: string): string;
  fromServer(value: unknown): string;
}

const asItIs: Omit<Kind, "type"> = {
  fromFile: String,
  toServer: (text) => text,
  select: (column) => column,
  fromServer: String,
};

/** By the name that the server's catalogue gives the type; every type that columns are made of. */
const KINDS: Record<string, Kind> = {
  text: { ...asItIs, type: "text" },
  bigint: { ...asItIs, type: "bigint" },
  "double precision": { ...asItIs, type: "double precision" },
  boolean: { ...asItIs, type: "boolean", fromFile: (value) => String(Number(value) !== 0) },
  "timestamp with time zone": {
    ...asItIs,
    type: "timestamptz",
    toServer: (milliseconds) => new Date(Number(milliseconds)).toISOString(),
    select: (column) => `(extract(epoch FROM ${column}) * 1000)::bigint`,
  },
  jsonb: {
    ...asItIs,
    type: "jsonb",
    fromFile: (value) => sorted(String(value)),
    select: (column) => `${column}::text`,
    fromServer: (value) => sorted(String(value)),
  },
};

/** Undefined for a type that columns.ts does not make. */
export const kindOf = (type: string): Kind | undefined => KINDS[type];

/** JSON with the keys of every object in one order: the server does not keep theirs. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
