import type { AiAuth } from "../../../runtime/src/ai/callers/ai-auth.ts";
import { AppError } from "../../../runtime/src/errors/index.ts";

/** Accounts of which there is one, ada@example.com, without sessions. */
export const accountsOfAda: AiAuth = {
  identify: async () => ({ session: null, cookies: [] }),
  audit: { record: async () => {} },
  users: {
    async show(user) {
      if (user === "ada@example.com" || user === "ada")
        return { id: "ada", email: "ada@example.com", deactivatedAt: null };
      throw new AppError({ code: "users.unknown", category: "not-found", message: "None.", hint: "None." });
    },
  },
};
