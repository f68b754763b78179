import { auth } from "#app/services/auth/index.ts";
import type { AccountForm } from "../account/account-form.ts";
import { senderOf } from "../form/read-form.ts";
import { userOf } from "../guard.ts";

export const unlinkProvider: AccountForm = {
  async work(value, sent) {
    const { id } = userOf(sent.context);
    await auth.oauth.unlink(id, { provider: value("provider"), ...senderOf(sent) });
    return [];
  },
  done: "You can no longer sign in with it.",
  kept: [],
};

/** Never sent to the account page itself: the provider leads back to it when it is done. */
export const linkProvider: AccountForm = {
  work: async () => [],
  done: "You can sign in with it now.",
  kept: [],
};
