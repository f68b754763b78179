import { linkProvider, unlinkProvider } from "../providers/account-forms.ts";
import type { AccountForm } from "./account-form.ts";
import { changeName } from "./change-name.ts";
import { changePassword } from "./change-password.ts";
import { endOtherSessions, endSession } from "./end-sessions.ts";

/** The account page's forms, by the name that each sends along. */
export const forms: ReadonlyMap<string, AccountForm> = new Map([
  ["name", changeName],
  ["password", changePassword],
  ["session", endSession],
  ["other-sessions", endOtherSessions],
  // #region aegis:auth=oauth
  ["link", linkProvider],
  ["unlink", unlinkProvider],
  // #endregion
]);
