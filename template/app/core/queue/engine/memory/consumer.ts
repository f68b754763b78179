import { type ConsumeOptions, type Consumer, Discard, Requeue } from "../engine.ts";
import { type Entry, inTurn, type Line } from "./create.ts";

/** Runs the tasks of one line in memory. */
export function createMemoryConsumer(line: Line, options: ConsumeOptions, now: () => number): Consumer {
  const { concurrency, worker, run, backoff, looked } = options;
  const works = new Set<Promise<void>>();
  let isPaused = false;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    looked();
    clearTimeout(timer);
    if (isPaused || line.isPaused) return;
    const time = now();
    for (const entry of line.entries.values()) {
      if (entry.state === "delayed" && entry.dueAt <= time) entry.state = "waiting";
    }
    const entries = [...line.entries.values()];
    for (const entry of inTurn(entries.filter(({ state }) => state === "waiting"))) {
      if (works.size >= concurrency) return;
      const worked = work(entry).finally(() => {
        works.delete(worked);
        for (const tell of line.watchers) tell();
      });
      works.add(worked);
    }
    const due = entries.flatMap(({ state, dueAt }) => (state === "delayed" ? dueAt : []));
    if (due.length > 0) timer = setTimeout(look, Math.max(1, Math.min(...due) - time)).unref();
  }

  async function work(entry: Entry): Promise<void> {
    const { record } = entry;
    Object.assign(record, { startedAt: now(), worker });
    entry.state = "active";
    try {
      const result = await run({
        record: { ...record },
        note: async (text) => void entry.notes.push(text),
        async progress(value) {
          record.progress = value;
        },
      });
      Object.assign(record, {
        result: result ?? null,
        attemptsMade: record.attemptsMade + 1,
        finishedAt: now(),
      });
      entry.state = "completed";
    } catch (error) {
      fail(entry, error);
    }
  }

  function fail(entry: Entry, error: unknown): void {
    const { record } = entry;
    if (error instanceof Requeue) {
      entry.state = "waiting";
      return;
    }
    record.attemptsMade += 1;
    record.error = error instanceof Error ? error.message : String(error);
    record.stacks = [...record.stacks, error instanceof Error ? (error.stack ?? "") : ""];
    if (error instanceof Discard || record.attemptsMade >= record.attempts) {
      Object.assign(record, { finishedAt: now() });
      entry.state = "failed";
      return;
    }
    entry.state = "delayed";
    record.delay = backoff(record.name, record.attemptsMade);
    entry.dueAt = now() + record.delay;
  }

  line.watchers.add(look);
  queueMicrotask(look);
  return {
    async pause() {
      isPaused = true;
    },
    async close() {
      isPaused = true;
      clearTimeout(timer);
      line.watchers.delete(look);
      await Promise.allSettled(works);
    },
  };
}
