import { createId } from "@aegis-stack/runtime/database";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { notes } from "./tables.ts";

export interface NewNote {
  title: string;
  amount: number;
}

/** As the application's guide writes a service; what runs often is prepared once. */
export class NotesService {
  readonly #db: Db;
  readonly #prepared;

  constructor(db: Db) {
    this.#db = db;
    this.#prepared = db
      .select()
      .from(notes)
      .where(eq(notes.id, sql.placeholder("id")))
      .prepare();
  }

  async read(id: string) {
    const [note] = await this.#db.select().from(notes).where(eq(notes.id, id));
    return note;
  }

  async readPrepared(id: string) {
    const [note] = await this.#prepared.execute({ id });
    return note;
  }

  async add(note: NewNote, id = createId()) {
    const [added] = await this.#db
      .insert(notes)
      .values({ id, ...note })
      .returning();
    return added;
  }
}
