import type { OverseerUser } from "../../capabilities.ts";

/** Whether an account can be used. */
export function markOfUser({ deactivatedAt, emailVerified }: OverseerUser) {
  if (deactivatedAt !== null) return { status: "none", word: "Deactivated" } as const;
  if (!emailVerified) return { status: "info", word: "Not confirmed" } as const;
  return { status: "healthy", word: "Active" } as const;
}
