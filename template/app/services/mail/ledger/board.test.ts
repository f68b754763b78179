import { expect, test } from "vitest";
import { createMemoryEngine } from "#app/core/queue/engine/memory/create.ts";
import { createBoardLedger } from "./board.ts";

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
  async (board, lastSuccessAt, lastFailure) => {
    const engine = createMemoryEngine();
    await engine.post(board);
    const ledger = createBoardLedger(engine);
    expect(await ledger.read()).toEqual({ lastSuccessAt, lastFailure });
    await ledger.note(new Date(0));
    expect((await ledger.read()).lastSuccessAt).toBe("1970-01-01T00:00:00.000Z");
  },
);
