import type { DatabaseEngine } from "../engine.ts";
import type { Migration } from "../migrations/read.ts";

/** What a dialect lends to the tests that every dialect has to pass. */
export interface Trial<Db extends object> {
  /** A database of the test's own, with an empty table `notes` of which each label can be there once. */
  open(): Promise<DatabaseEngine<Db>>;
  add(database: Db, label: string): Promise<void>;
  labels(database: Db): Promise<string[]>;
}

/** The migration that makes the table of the trials, in SQL that every engine understands. */
export const NOTES: Migration = {
  name: "0000_notes",
  statements: ["CREATE TABLE notes (id text PRIMARY KEY NOT NULL, label text NOT NULL UNIQUE)"],
  hash: "notes",
  generatedAt: 1,
};

/** A migration that comes after others. */
export const later = (name: string, generatedAt: number, ...statements: string[]): Migration => ({
  name,
  statements,
  hash: name,
  generatedAt,
});
