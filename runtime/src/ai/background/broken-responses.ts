import type { UIMessageChunk } from "ai";
import { AppError } from "../../errors/index.ts";
import { BROKEN_RESPONSE, describeFailure } from "../chat/describe-failure.ts";
import type { BackgroundOptions } from "./background-options.ts";
import { readAllChunks } from "./read-all-chunks.ts";
import type { BackgroundResponse } from "./response-store.ts";

/** A worker that is alive is seen each second. This is added to the time after which its answer would be given up anyway. */
const WORKER_MARGIN_MS = 30_000;

/** Ends responses that no worker writes any more. */
export interface BrokenResponses {
  /** Ends a response whose worker was not seen for too long. @returns whether it has ended */
  endIfBroken(response: BackgroundResponse): Promise<boolean>;
  /** Ends a response with an error for its reader, and stores what came of it as an interrupted message. */
  end(response: BackgroundResponse): Promise<void>;
}

/** Creates what ends them, for workers and for readers alike: whichever notices it first. */
export function createBrokenResponses({
  conversations,
  responses,
  limits,
  log,
  now,
  createId,
}: BackgroundOptions): BrokenResponses {
  async function keepMessage({ id, owner, conversation, model }: BackgroundResponse): Promise<void> {
    const chunks = await readAllChunks(responses, { owner, id });
    const start = chunks.find((chunk) => chunk.type === "start");
    if (start === undefined) return;
    // It loads the SDK, which a process that only shows conversations does not need.
    const { createResponseRecorder } = await import("../chat/response-recorder.ts");
    // With the id that its worker uses, which may have stored it and died, or may store it yet.
    const recorder = createResponseRecorder(start.messageId ?? createId());
    for (const chunk of chunks) recorder.add(chunk);
    const createdAt = new Date(now()).toISOString();
    await conversations.append(
      owner,
      conversation,
      await recorder.read({ createdAt, model, state: "interrupted" }),
    );
  }

  async function end(response: BackgroundResponse): Promise<void> {
    const at = new Date(now()).toISOString();
    const isEnded = await responses.end(response, { state: "ended", chunks: [createBrokenChunk()], at });
    // Others who noticed it at the same time leave it to the first one.
    if (!isEnded) return;
    log.warn({ response: response.id }, "the worker of an answer is gone; the answer was ended");
    await keepMessage(response).catch((error: unknown) => {
      log.error({ err: error }, "what came of an answer could not be stored");
    });
  }

  return {
    end,
    async endIfBroken(response) {
      const silentMs = now() - Date.parse(response.updatedAt);
      // A queued one waits for a worker, however long that takes.
      if (response.state !== "running" || silentMs <= limits.stallTimeoutMs + WORKER_MARGIN_MS) return false;
      await end(response);
      return true;
    },
  };
}

/** What a reader receives where an answer ended without a reason of its own. */
export const createBrokenChunk = (): UIMessageChunk => ({
  type: "error",
  errorText: describeFailure(new AppError(BROKEN_RESPONSE), { warn() {} }),
});
