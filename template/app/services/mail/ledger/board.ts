import type { QueueEngine } from "#app/core/queue/engine/engine.ts";
import { sendingReport } from "../report.ts";
import type { Ledger } from "./ledger.ts";

const SUCCESS = "mail.success";
const FAILURE = "mail.failure";

/** On the queues' board, where every process sees it: the worker sends, and another one is asked how it went. */
export function createBoardLedger(engine: Pick<QueueEngine, "post" | "board">): Ledger {
  return {
    async note(at, code) {
      const time = at.toISOString();
      const notice = code === undefined ? { [SUCCESS]: time } : { [FAILURE]: `${time} ${code}` };
      // The queue's own check tells that its server is away.
      await engine.post(notice).catch(() => undefined);
    },
    async read() {
      const board = await engine.board().catch((): { [name: string]: string } => ({}));
      const [at = "", code = ""] = board[FAILURE]?.split(" ") ?? [];
      return sendingReport.parse({
        lastSuccessAt: board[SUCCESS] ?? null,
        lastFailure: at === "" ? null : { at, code },
      });
    },
  };
}
