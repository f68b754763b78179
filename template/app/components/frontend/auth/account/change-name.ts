import { auth } from "#app/services/auth/index.ts";
import { senderOf } from "../form/read-form.ts";
import type { AccountForm } from "./account-form.ts";

export const changeName: AccountForm = {
  work: (value, sent) => auth.account.rename(value("name"), senderOf(sent)),
  done: "The name is changed.",
  kept: ["name"],
};
