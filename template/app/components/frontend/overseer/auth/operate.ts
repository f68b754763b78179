import { z } from "zod";
import type { Asker } from "#app/services/auth/audit/actor.ts";
import { users } from "#app/services/auth/index.ts";
import { ROLES } from "#app/services/auth/roles.ts";
import type { Report } from "../actions/report.ts";

/** The e-mail address rather than the id: the audit trail keeps what a form speaks of, and people read that. */
const user = z.string().min(1).max(254);

/** What the forms about an account hold. */
export const askedOfUser = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["deactivate", "reactivate", "reset-password", "revoke-all"]), user }),
  z.object({ intent: z.literal("revoke"), user, session: z.string().min(1).max(64) }),
  z.object({ intent: z.literal("set-role"), user, role: z.enum(ROLES) }),
]);
export type AskedOfUser = z.infer<typeof askedOfUser>;

/** Does what was asked for. @throws AppError `users.*`, `mail.*` */
export async function operate(asked: AskedOfUser, by: Asker): Promise<Report> {
  const done = (what: string): Report => ({ kind: "done", about: asked.user, what, todo: "" });
  switch (asked.intent) {
    case "deactivate": {
      const { email } = await users.deactivate(asked.user);
      return done(`${email} is deactivated: every session has ended, and new sign-ins are refused.`);
    }
    case "reactivate": {
      const { email } = await users.reactivate(asked.user);
      return done(`${email} can sign in again.`);
    }
    case "reset-password": {
      const { email } = await users.resetPassword(asked.user);
      return done(`A mail with a link to a new password is on its way to ${email}.`);
    }
    case "revoke-all":
      return done(`${await users.revoke(asked.user)} sessions have ended.`);
    case "revoke": {
      const ended = await users.revoke(asked.user, asked.session);
      return done(ended === 0 ? "The session was over already." : "The session has ended.");
    }
    case "set-role": {
      const { email, role } = await users.setRole(asked.user, asked.role, by);
      return done(`${email} is ${role} from the next request on.`);
    }
  }
}
