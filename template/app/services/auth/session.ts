import { z } from "zod";
import { ROLES } from "./roles.ts";

/** Who is signed in, as routes, loaders and services get it. */
export const sessionUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  role: z.enum(ROLES),
});
export type SessionUser = z.infer<typeof sessionUser>;

export interface Session {
  id: string;
  user: SessionUser;
  expiresAt: Date;
}
