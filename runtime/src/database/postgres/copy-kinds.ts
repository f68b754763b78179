/** How the values of a column are copied: by way of a text that is the same for the same value. */
export interface ColumnKind {
  /** The server's name of the type. */
  readonly type: string;
  /** @param value as SQLite stores it */
  fromFile(value: unknown): string;
  /** The literal that the server accepts. */
  toServer(text: string): string;
  /** SQL that reads a column in the form that `fromServer` accepts. */
  select(column: string): string;
  /** @param value the result of `select` */
  fromServer(value: unknown): string;
}

const unchanged: Omit<ColumnKind, "type"> = {
  fromFile: String,
  toServer: (text) => text,
  select: (column) => column,
  fromServer: String,
};

/** By the name that the server's catalogue gives the type; every type that columns can have. */
const KIND_OF_TYPE: Record<string, ColumnKind> = {
  text: { ...unchanged, type: "text" },
  bigint: { ...unchanged, type: "bigint" },
  "double precision": { ...unchanged, type: "double precision" },
  boolean: { ...unchanged, type: "boolean", fromFile: (value) => String(Number(value) !== 0) },
  "timestamp with time zone": {
    ...unchanged,
    type: "timestamptz",
    toServer: (milliseconds) => new Date(Number(milliseconds)).toISOString(),
    select: (column) => `(extract(epoch FROM ${column}) * 1000)::bigint`,
  },
  jsonb: {
    ...unchanged,
    type: "jsonb",
    fromFile: (value) => sorted(String(value)),
    select: (column) => `${column}::text`,
    fromServer: (value) => sorted(String(value)),
  },
};

/** Finds the kind of a type; undefined for a type that no column of `columns` has. */
export const findColumnKind = (type: string): ColumnKind | undefined => KIND_OF_TYPE[type];

/** JSON with the keys of every object in one order: the server does not keep theirs. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
