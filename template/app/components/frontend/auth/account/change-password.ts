import { auth } from "#app/services/auth/index.ts";
import { senderOf } from "../form/read-form.ts";
import type { AccountForm } from "./account-form.ts";

export const changePassword: AccountForm = {
  work: (value, sent) => auth.account.changePassword(value("current"), value("password"), senderOf(sent)),
  done: "The password is changed, and every other session has ended.",
  kept: [],
};
