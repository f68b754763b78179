import { expect, test } from "vitest";
import { createSharedMailLedger } from "./ledger.ts";

test.each([
  [{ "mail.success": "junk", "mail.failure": "junk mail.refused" }, null, null],
  [{ "mail.success": "", "mail.failure": "" }, null, null],
  [
    { "mail.success": "{", "mail.failure": "2026-06-01T12:00:00.000Z" },
    null,
    { at: "2026-06-01T12:00:00.000Z", code: "" },
  ],
])(
  "what another program has written on the board, %j, is passed over",
  async (shared, lastSuccessAt, lastFailure) => {
    const texts: Record<string, string> = { ...shared };
    const ledger = createSharedMailLedger({
      write: async (more) => void Object.assign(texts, more),
      read: async () => texts,
    });
    expect(await ledger.read()).toEqual({ lastSuccessAt, lastFailure });
    await ledger.record(new Date(0));
    expect((await ledger.read()).lastSuccessAt).toBe("1970-01-01T00:00:00.000Z");
  },
);
