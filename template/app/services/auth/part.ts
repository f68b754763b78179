import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { authMails } from "./index.ts";

/** Accounts as a part of a process: mails about them that are under way are waited for at the end. */
export const authPart: Part = {
  name: "auth",
  async stop(deadline) {
    const late = Promise.withResolvers<void>();
    if (deadline.aborted) late.resolve();
    deadline.addEventListener("abort", () => late.resolve(), { once: true });
    await Promise.race([authMails.settled(), late.promise]);
  },
};
