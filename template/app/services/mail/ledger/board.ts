import type { QueueEngine } from "#app/core/queue/engine/engine.ts";
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
      const [at, code = ""] = board[FAILURE]?.split(" ") ?? [];
      const failureTime = timeOf(at);
      return {
        lastSuccessAt: timeOf(board[SUCCESS]),
        lastFailure: failureTime === null ? null : { at: failureTime, code },
      };
    },
  };
}

/** An instant as `note` writes it; null for anything else, which another program has written. */
function timeOf(text: string | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
