import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import type { Session } from "./session.ts";

const cachedSession = z.object({
  id: z.string(),
  user: z.looseObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    image: z.string().nullable(),
    role: z.string(),
  }),
  expiresAt: z.date(),
});

/** A session as a text. Columns that an owner adds may hold dates, big integers or bytes, which JSON does not. */
export const serializeSession = (session: Session): string => serialize(session).toString("base64");

/** Undefined where the text is no session, or one of another version of the application. */
export function parseSession(text: string): Session | undefined {
  try {
    return cachedSession.parse(deserialize(Buffer.from(text, "base64")));
  } catch {
    return undefined;
  }
}
