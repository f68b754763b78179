import type { DatabaseOperations, Seed } from "../operations.ts";

/** What the commands of the database are created from. */
export interface DatabaseCommandOptions<Db extends object> {
  readonly database: DatabaseOperations<Db>;
  /** Imports the rows to begin with, in the order in which they are written. */
  readonly loadSeeds: () => Promise<readonly Seed<Db>[]>;
  /** Whether data can be copied from an embedded database. */
  readonly canCopy: boolean;
  /** The name of the application. */
  readonly name: string;
}

/** What every command takes. */
export interface GivenOptions {
  readonly json?: boolean;
  /** Whether whatever the command would ask is confirmed. */
  readonly yes?: boolean;
}
