import { AppError } from "../errors/index.ts";
import type { QueueEngine } from "./engine.ts";

/** An engine whose library is loaded when it is first used, so that a process that enqueues nothing loads none. */
export function createLazyEngine(
  facts: Pick<QueueEngine, "kind" | "lasting" | "private">,
  load: () => Promise<QueueEngine>,
): QueueEngine {
  let loading: Promise<QueueEngine> | undefined;
  let loaded: QueueEngine | undefined;

  async function loadOnce(): Promise<QueueEngine> {
    loading ??= load();
    loaded = await loading;
    return loaded;
  }
  /** Once it is loaded, calls cost no further promise. */
  const use = <Result>(work: (engine: QueueEngine) => Promise<Result>): Promise<Result> =>
    loaded ? work(loaded) : loadOnce().then(work);

  return {
    ...facts,
    open: () => use((engine) => engine.open()),
    close: async () => (loading ? use((engine) => engine.close()) : undefined),
    ping: () => use((engine) => engine.ping()),
    now: () => use((engine) => engine.now()),
    add: (...given) => use((engine) => engine.add(...given)),
    find: (...given) => use((engine) => engine.find(...given)),
    list: (...given) => use((engine) => engine.list(...given)),
    heads: (...given) => use((engine) => engine.heads(...given)),
    findMany: (...given) => use((engine) => engine.findMany(...given)),
    counts: (...given) => use((engine) => engine.counts(...given)),
    notes: (...given) => use((engine) => engine.notes(...given)),
    retry: (...given) => use((engine) => engine.retry(...given)),
    remove: (...given) => use((engine) => engine.remove(...given)),
    pause: (...given) => use((engine) => engine.pause(...given)),
    resume: (...given) => use((engine) => engine.resume(...given)),
    isPaused: (...given) => use((engine) => engine.isPaused(...given)),
    drain: (...given) => use((engine) => engine.drain(...given)),
    writeEntries: (...given) => use((engine) => engine.writeEntries(...given)),
    readEntries: () => use((engine) => engine.readEntries()),
    deleteEntries: (...given) => use((engine) => engine.deleteEntries(...given)),
    consume(options) {
      if (loaded) return loaded.consume(options);
      throw queueNotOpen();
    },
  };
}

/** The error for a consumer that is created before its engine is open. */
export const queueNotOpen = (): AppError =>
  new AppError({
    code: "queue.not-open",
    category: "internal",
    message: "Tasks were to be taken from a queue that is not open.",
    hint: "Open the queue first.",
  });
