import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { waitForTask } from "../testing/index.ts";
import { type ConsumeOptions, type Consumer, Discard, type QueueEngine, Requeue } from "./engine.ts";
import { newTask } from "./new-task.fixture.ts";

const WAIT_OPTIONS = { timeout: 60_000, interval: 10 };
const PAGE = { offset: 0, limit: 100 };

/** What every engine promises. Each test has a queue of its own. */
export function describeQueueEngine(name: string, create: () => QueueEngine): void {
  describe(name, () => {
    const engine = create();
    const consumers: Consumer[] = [];
    let count = 0;
    let queue = "";

    beforeAll(() => engine.open());
    beforeEach(() => {
      count += 1;
      queue = `test-${count}`;
      return async () => {
        await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
      };
    });
    afterAll(() => engine.close());

    const task = (more: Parameters<typeof newTask>[0] = {}) =>
      newTask({ id: `${queue}.${crypto.randomUUID()}`, ...more });
    const add = async (more: Parameters<typeof newTask>[0] = {}) => {
      const [added] = await engine.add(queue, [task(more)]);
      if (!added) throw new Error("nothing was added");
      return added;
    };
    const consume = (run: ConsumeOptions["run"], more: Partial<ConsumeOptions> = {}) => {
      const consumer = engine.consume({
        queue,
        concurrency: 5,
        rateLimit: undefined,
        worker: "worker-1",
        run,
        backoff: () => 20,
        polled() {},
        recovered() {},
        lost() {},
        failed() {},
        ...more,
      });
      consumers.push(consumer);
      return consumer;
    };

    test("a task is run once, with its payload, and its result is stored", async () => {
      const { id, outcome } = await add({ requestId: "request-1" });
      expect(outcome).toBe("added");
      const payloads: unknown[] = [];
      consume(async ({ record, progress, note }) => {
        payloads.push(record.payload, record.requestId);
        await progress(50);
        await note("half");
        return { done: true };
      });
      const record = await waitForTask(engine, id, "completed");
      expect(payloads).toEqual([{ text: "ü" }, "request-1"]);
      expect(record).toMatchObject({
        result: { done: true },
        progress: 50,
        worker: "worker-1",
        attemptsMade: 1,
      });
      expect(await engine.notes(queue, id)).toEqual(["half"]);
      expect(await engine.counts(queue)).toMatchObject({ completed: 1, waiting: 0, active: 0 });
    });

    test("a task that fails is retried after its delay, and has failed when no attempts are left", async () => {
      const { id } = await add({ attempts: 3 });
      const waits: number[] = [];
      consume(() => Promise.reject(new Error("no")), {
        backoff: (_name, made) => {
          waits.push(made);
          return 10;
        },
      });
      const record = await waitForTask(engine, id, "failed");
      expect(record).toMatchObject({ error: "no", attemptsMade: 3 });
      expect(record.stacks).toHaveLength(3);
      expect(waits).toEqual([1, 2]);
    });

    test("a discarded task is not retried", async () => {
      const { id } = await add();
      consume(() => Promise.reject(new Discard("never")));
      expect(await waitForTask(engine, id, "failed")).toMatchObject({ error: "never", attemptsMade: 1 });
    });

    test("a requeued task is run again, and that is no attempt", async () => {
      const { id } = await add({ attempts: 1 });
      let runs = 0;
      consume(async () => {
        runs += 1;
        if (runs === 1) throw new Requeue("later");
        return runs;
      });
      expect(await waitForTask(engine, id, "completed")).toMatchObject({ result: 2, attemptsMade: 1 });
    });

    test("a requeued task runs before those that wait", async () => {
      const added = await engine.add(queue, [task({ priority: 1 }), task({ priority: 1 })]);
      const [one, two] = added.map(({ id }) => id);
      const order: string[] = [];
      const run: ConsumeOptions["run"] = async ({ record }) => {
        order.push(record.id);
        if (order.length === 1) throw new Requeue("later");
      };
      consume(run, { concurrency: 1 });
      await vi.waitFor(() => expect(order).toEqual([one, one, two]), WAIT_OPTIONS);
      order.length = 0;
      const more = await engine.add(queue, [task(), task()]);
      const [three, four] = more.map(({ id }) => id);
      await vi.waitFor(() => expect(order).toEqual([three, three, four]), WAIT_OPTIONS);
    });

    test("an equal task is skipped until the first has ended, and reported", async () => {
      const dedupe = { key: "k", mode: "skip" as const, within: undefined };
      const first = await add({ dedupe });
      expect(await add({ dedupe })).toEqual({ id: first.id, outcome: "skipped" });
      expect((await add({ dedupe: { ...dedupe, key: "other" } })).outcome).toBe("added");
      consume(async () => "done");
      await waitForTask(engine, first.id, "completed");
      expect((await add({ dedupe })).outcome).toBe("added");
    });

    test("a delayed task is replaced by its equal, and reported", async () => {
      const dedupe = { key: "k", mode: "replace" as const, within: undefined };
      const first = await add({ delay: 60_000, dedupe });
      const second = await add({ delay: 60_000, dedupe });
      expect(second.outcome).toBe("replaced");
      expect(await engine.find(queue, first.id)).toBeUndefined();
      expect(await engine.counts(queue)).toMatchObject({ delayed: 1 });
    });

    test("many are added at once, and run in the order of their priority", async () => {
      const added = await engine.add(queue, [task({ priority: 2 }), task({ priority: 1 }), task()]);
      const [low, high, none] = added.map(({ id }) => id);
      const order: string[] = [];
      const waiting = await engine.list(queue, "waiting", PAGE);
      expect(waiting.map(({ id }) => id)).toEqual([none, high, low]);
      consume(async ({ record }) => void order.push(record.id), { concurrency: 1 });
      await vi.waitFor(() => expect(order).toEqual([none, high, low]), WAIT_OPTIONS);
    });

    test("a page contains plain and prioritized tasks, and heads have the fields that select them", async () => {
      const added = await engine.add(queue, [
        task({ priority: 1 }),
        task({ name: "other" }),
        task(),
        task({ priority: 2 }),
      ]);
      const [high, one, two, low] = added.map(({ id }) => id);
      const order = [one, two, high, low];
      for (const page of [
        { offset: 0, limit: 2 },
        { offset: 1, limit: 2 },
        { offset: 2, limit: 2 },
        { offset: 3, limit: 5 },
        { offset: 4, limit: 5 },
      ]) {
        const expected = order.slice(page.offset, page.offset + page.limit);
        expect((await engine.list(queue, "waiting", page)).map(({ id }) => id)).toEqual(expected);
        expect((await engine.heads(queue, "waiting", page)).map(({ id }) => id)).toEqual(expected);
      }
      const [head] = await engine.heads(queue, "waiting", PAGE);
      expect(head).toMatchObject({ name: "other", at: expect.any(Number) });
      expect(head?.at).toBeGreaterThan(1_600_000_000_000);
      const found = await engine.findMany(queue, [`${low}`, "gone", `${one}`]);
      expect(found.map(({ id }) => id)).toEqual([low, one]);
    });

    test("a delayed task waits until it is due", async () => {
      const begin = performance.now();
      const { id } = await add({ delay: 300 });
      expect((await engine.find(queue, id))?.state).toBe("delayed");
      consume(async () => "done");
      await waitForTask(engine, id, "completed");
      expect(performance.now() - begin).toBeGreaterThanOrEqual(299);
    });

    test("the tasks of a paused queue wait until it is resumed", async () => {
      await engine.pause(queue);
      const { id } = await add();
      const ran: string[] = [];
      consume(async ({ record }) => void ran.push(record.id));
      const { id: other } = await add();
      expect(await engine.isPaused(queue)).toBe(true);
      expect(await engine.counts(queue)).toMatchObject({ waiting: 2 });
      expect(await engine.list(queue, "waiting", PAGE)).toHaveLength(2);
      expect(ran).toEqual([]);
      await engine.resume(queue);
      await waitForTask(engine, id, "completed");
      await waitForTask(engine, other, "completed");
    });

    test("an ended task is run again with all its attempts, or deleted", async () => {
      const { id } = await add({ attempts: 1 });
      let fails = true;
      consume(async () => {
        if (fails) throw new Error("no");
        return "well";
      });
      await waitForTask(engine, id, "failed");
      fails = false;
      expect(await engine.retry(queue, id)).toBe(true);
      expect(await waitForTask(engine, id, "completed")).toMatchObject({ result: "well" });
      expect(await engine.remove(queue, id)).toBe(true);
      expect(await engine.find(queue, id)).toBeUndefined();
      expect(await engine.retry(queue, id)).toBe(false);
      expect(await engine.remove(queue, id)).toBe(false);
    });

    test("draining deletes waiting and delayed tasks, and no other", async () => {
      const { id } = await add();
      const consumer = consume(async () => "done");
      await waitForTask(engine, id, "completed");
      await consumer.close();
      await add();
      await add({ delay: 60_000 });
      await engine.drain(queue);
      expect(await engine.counts(queue)).toMatchObject({ waiting: 0, delayed: 0, completed: 1 });
    });

    test("no more run at a time than the concurrency, and none starts after a pause", async () => {
      const gate = Promise.withResolvers<void>();
      let active = 0;
      let most = 0;
      await engine.add(queue, [task(), task(), task(), task()]);
      const consumer = consume(
        async () => {
          active += 1;
          most = Math.max(most, active);
          await gate.promise;
          active -= 1;
        },
        { concurrency: 2 },
      );
      await vi.waitFor(() => expect(active).toBe(2), WAIT_OPTIONS);
      await consumer.pause();
      gate.resolve();
      await vi.waitFor(
        async () => expect(await engine.counts(queue)).toMatchObject({ completed: 2 }),
        WAIT_OPTIONS,
      );
      expect([most, (await engine.counts(queue)).waiting]).toEqual([2, 2]);
    });

    test("the registry stores entries until they are deleted", async () => {
      await engine.writeEntries({ one: "1", two: "2" });
      await engine.writeEntries({ two: "3" });
      expect(await engine.readEntries()).toMatchObject({ one: "1", two: "3" });
      await engine.deleteEntries(["one", "two"]);
      expect(await engine.readEntries()).not.toHaveProperty("one");
    });

    test("it responds to a ping", async () => {
      expect(await engine.ping()).toBeGreaterThanOrEqual(0);
    });
  });
}
