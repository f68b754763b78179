import { auth } from "#app/services/auth/index.ts";
import { sessionOf } from "../guard.ts";
import type { AccountForm } from "./account-form.ts";

export const endSession: AccountForm = {
  async work(value, { context }) {
    await auth.account.endSession(sessionOf(context), value("session"));
    return [];
  },
  done: "The session has ended.",
  kept: [],
};

export const endOtherSessions: AccountForm = {
  async work(_value, { context }) {
    await auth.account.endOtherSessions(sessionOf(context));
    return [];
  },
  done: "Every other session has ended.",
  kept: [],
};
