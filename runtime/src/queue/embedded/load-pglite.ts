/** What of a PGlite database is used. */
export interface EmbeddedDatabase {
  query(statement: string, values: unknown[]): Promise<EmbeddedResult>;
  /** Runs several statements by the simple protocol. */
  exec(statements: string): Promise<EmbeddedResult[]>;
  onNotification(listener: (channel: string, payload: string) => void): unknown;
  close(): Promise<void>;
}

/** What of a result of PGlite is used. */
interface EmbeddedResult {
  readonly rows: unknown[];
  readonly affectedRows?: number;
}

/** What of PGlite is used. */
export interface PGliteConstructor {
  readonly defaultStartParams: readonly string[];
  create(options: { dataDir?: string; startParams?: string[] }): Promise<EmbeddedDatabase>;
}

/** Loads PGlite from where the application has it: it is a development dependency there, which is no peer of the runtime. */
export async function loadPGlite(url: string): Promise<PGliteConstructor> {
  const library: { PGlite: PGliteConstructor } = await import(url);
  return library.PGlite;
}
