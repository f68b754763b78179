import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { createLifecycle, type LifecyclePart } from "./lifecycle.ts";
import { createProcessPhase, type ProcessPhase } from "./phase.ts";

const log = pino({ level: "silent" });
let events: string[];
let timers: { milliseconds: number; controller: AbortController }[];
let phase: ProcessPhase;

beforeEach(() => {
  phase = createProcessPhase();
  events = [];
  timers = [];
});

const lifecycle = () =>
  createLifecycle({
    log,
    phase,
    shutdownTimeoutMs: 1_000,
    closeTimeoutMs: 100,
    timer(milliseconds) {
      const controller = new AbortController();
      timers.push({ milliseconds, controller });
      return controller.signal;
    },
  });
const expire = (milliseconds: number) =>
  timers.find((timer) => timer.milliseconds === milliseconds)?.controller.abort();
const never = () => new Promise<void>(() => {});
const part = (name: string, more: Partial<LifecyclePart> = {}): LifecyclePart => ({
  name,
  start: async () => void events.push(`+${name}`),
  stop: async () => void events.push(`-${name}`),
  ...more,
});

test("parts start in order and stop in reverse, each once", async () => {
  const { start, stop } = lifecycle();
  await start([part("database"), { name: "nothing to do" }, part("web")]);
  expect(phase.current).toBe("running");
  expect(await Promise.all([stop("one"), stop("two")])).toEqual([true, true]);
  expect(events).toEqual(["+database", "+web", "-web", "-database"]);
  expect(phase.current).toBe("stopped");
});

test("it drains from the moment it is told to stop", async () => {
  const { start, stop } = lifecycle();
  const seen: string[] = [];
  await start([part("web", { stop: async () => void seen.push(phase.current) })]);
  expect(phase.draining.aborted).toBe(false);
  const stopped = stop("test");
  expect([phase.current, phase.draining.aborted]).toEqual(["draining", true]);
  await stopped;
  expect(seen).toEqual(["draining"]);
});

test("a part that fails to start is stopped with those before it, and those after it never start", async () => {
  const { start, stop } = lifecycle();
  const parts = [part("one"), part("two", { start: () => Promise.reject(new Error("no")) }), part("three")];
  await expect(start(parts)).rejects.toThrow("no");
  expect(phase.current).toBe("starting");
  expect(await stop("could not start")).toBe(true);
  expect(events).toEqual(["+one", "-two", "-one"]);
});

test("told to stop while starting, it waits for the part under way and starts no further one", async () => {
  const { start, stop } = lifecycle();
  const slow = Promise.withResolvers<void>();
  const started = start([
    part("one"),
    part("two", {
      async start() {
        events.push("two…");
        await slow.promise;
      },
    }),
    part("three"),
  ]);
  await expect.poll(() => events).toEqual(["+one", "two…"]);
  const stopped = stop("SIGTERM");
  slow.resolve();
  await started;
  expect(await stopped).toBe(true);
  expect(events).toEqual(["+one", "two…", "-two", "-one"]);
  expect(phase.current).toBe("stopped");
});

test.each([
  [
    "throws",
    () => {
      throw new Error("no");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no"))],
])("a part that %s while stopping does not keep the others", async (_how, stopPart) => {
  const { start, stop } = lifecycle();
  await start([part("one"), part("two", { stop: stopPart }), part("three")]);
  expect(await stop("test")).toBe(false);
  expect(events.slice(3)).toEqual(["-three", "-one"]);
});

test("a part that obeys its deadline has time to let go", async () => {
  const { start, stop } = lifecycle();
  const cutOff = (deadline: AbortSignal) =>
    new Promise<void>((resolve) => {
      deadline.addEventListener("abort", () => resolve());
      expire(1_000);
    });
  await start([part("one"), part("two", { stop: cutOff })]);
  expect(await stop("test")).toBe(true);
  expect(events.at(-1)).toBe("-one");
});

test("a part that ignores its deadline is left behind", async () => {
  const { start, stop } = lifecycle();
  await start([part("one"), part("two", { stop: never })]);
  const stopped = stop("test");
  expire(1_000);
  expire(1_100);
  expect(await stopped).toBe(false);
  expect(events.at(-1)).toBe("-one");
});

test("a part that hangs while starting is still told to stop", async () => {
  const { start, stop } = lifecycle();
  void start([part("one", { start: never })]);
  const stopped = stop("test");
  expire(1_000);
  expect(await stopped).toBe(false);
  expect(events).toEqual(["-one"]);
});
