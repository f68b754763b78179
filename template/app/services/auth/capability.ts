import type { Capability } from "@aegis-stack/runtime/application";
import { mail } from "#app/services/mail/index.ts";
import { authHealth } from "./health.ts";
import { authFigures, authMails, loadAuth } from "./index.ts";

/** Accounts as a capability: mails about them that are under way are waited for at the end. */
export const authCapability: Capability = {
  capability: {
    name: "auth",
    group: "service",
    summary: "accounts, roles and sessions",
    health: authHealth({ engine: loadAuth, figures: authFigures, mail }),
    async stop(deadline) {
      const late = Promise.withResolvers<void>();
      if (deadline.aborted) late.resolve();
      deadline.addEventListener("abort", () => late.resolve(), { once: true });
      await Promise.race([authMails.settled(), late.promise]);
    },
  },
};
