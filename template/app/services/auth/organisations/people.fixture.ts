import { createId } from "@aegis-stack/runtime/database";
import type { Db } from "#app/core/database.ts";
import { users } from "../tables.ts";

/** Somebody with an account, who cannot sign in: no password is hashed for it. @returns the id */
export async function person(db: Db, email: string, emailVerified = true): Promise<string> {
  const id = createId();
  const at = new Date();
  const name = email.split("@")[0] ?? "";
  await db
    .insert(users)
    .values({ id, name, email, emailVerified, role: "user", createdAt: at, updatedAt: at });
  return id;
}
