import { expect, test } from "vitest";
import { exampleReport, exampleSample, exampleSnapshot } from "../health.fixture.ts";
import { connect, type StreamHandlers } from "./connection.ts";
import type { LiveEvent } from "./state.ts";

/** A browser in which time passes, streams fail and pages hide when the test says so. */
function createManualBrowser() {
  let time = 0;
  let hidden = false;
  let watcher = () => {};
  let response: () => Promise<ReturnType<typeof exampleSnapshot>> = async () => exampleSnapshot();
  const timers: { due: number; run: () => void }[] = [];
  const streams: (StreamHandlers & { closed: boolean; openedAt: number })[] = [];
  const events: LiveEvent[] = [];
  let asked = 0;

  const close = connect(
    {
      openStream(handlers) {
        const stream = { ...handlers, closed: false, openedAt: time };
        streams.push(stream);
        return () => {
          stream.closed = true;
        };
      },
      fetchSnapshot() {
        asked += 1;
        return response();
      },
      now: () => time,
      after(milliseconds, run) {
        const timer = { due: time + milliseconds, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
      },
      isHidden: () => hidden,
      onVisibilityChange(run) {
        watcher = run;
        return () => {
          watcher = () => {};
        };
      },
    },
    (event) => events.push(event),
  );

  return {
    close,
    events,
    streams,
    asked: () => asked,
    timers,
    last: () => streams.at(-1)!,
    types: () => events.map((event) => (event.type === "snapshot" ? `snapshot by ${event.by}` : event.type)),
    responses(next: typeof response) {
      response = next;
    },
    show(visible: boolean) {
      hidden = !visible;
      watcher();
    },
    /** Lets time pass, timer by timer, with everything that they set off. */
    async pass(milliseconds: number) {
      const end = time + milliseconds;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = timers.toSorted((a, b) => a.due - b.due)[0];
        if (!next || next.due > end) break;
        timers.splice(timers.indexOf(next), 1);
        time = next.due;
        next.run();
      }
      time = end;
    },
  };
}

test("a stream that works is all there is", async () => {
  const browser = createManualBrowser();
  browser.last().onSnapshot(exampleSnapshot());
  for (let count = 0; count < 10; count += 1) {
    await browser.pass(2_000);
    browser.last().onSample(exampleSample(count));
  }
  browser.last().onHealth(exampleReport());
  expect(browser.streams).toHaveLength(1);
  expect(browser.asked()).toBe(0);
  expect(browser.types()).toEqual(["snapshot by stream", ...Array(10).fill("sample"), "health"]);
});

test("while the stream is down it is polled at once and every 5 s, and opened again ever more seldom", async () => {
  const browser = createManualBrowser();
  for (let count = 0; count < 6; count += 1) {
    browser.last().onFault();
    await browser.pass([1_000, 2_000, 4_000, 8_000, 16_000, 30_000][count]!);
  }
  expect(browser.streams.map(({ openedAt }) => openedAt)).toEqual([
    0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000,
  ]);
  expect(browser.streams.slice(0, -1).every(({ closed }) => closed)).toBe(true);
  expect(browser.asked()).toBeGreaterThan(5);
  expect(new Set(browser.types())).toEqual(new Set(["snapshot by polling"]));
});

test("the first news of a new stream ends the polling", async () => {
  const browser = createManualBrowser();
  browser.last().onFault();
  await browser.pass(1_000);
  browser.last().onSnapshot(exampleSnapshot());
  const asked = browser.asked();
  await browser.pass(6_000);
  expect(browser.asked()).toBe(asked);
  expect(browser.types().at(-1)).toBe("snapshot by stream");
});

test("a stream that falls silent counts as down", async () => {
  const browser = createManualBrowser();
  browser.last().onSnapshot(exampleSnapshot());
  await browser.pass(7_500);
  expect(browser.streams[0]?.closed).toBe(true);
  expect(browser.types().at(-1)).toBe("snapshot by polling");
});

test("when nothing responds, that is said, and tried again", async () => {
  const browser = createManualBrowser();
  browser.responses(() => Promise.reject(new Error("no network")));
  browser.last().onFault();
  await browser.pass(500);
  expect(browser.types()).toEqual(["lost"]);
  browser.responses(async () => exampleSnapshot());
  await browser.pass(6_000);
  expect(browser.types()).toContain("snapshot by polling");
});

test("nothing runs without a listener, and the next one starts it again", async () => {
  const browser = createManualBrowser();
  browser.last().onFault();
  await browser.pass(100);
  browser.show(false);
  expect(browser.types().at(-1)).toBe("paused");
  expect(browser.timers).toEqual([]);
  const { length } = browser.streams;
  await browser.pass(600_000);
  expect(browser.streams).toHaveLength(length);
  browser.show(true);
  expect(browser.streams).toHaveLength(length + 1);
  expect(browser.last().closed).toBe(false);
});

test("closed, it leaves nothing behind", async () => {
  const browser = createManualBrowser();
  browser.last().onFault();
  await browser.pass(100);
  browser.close();
  expect(browser.timers).toEqual([]);
  expect(browser.streams.every(({ closed }) => closed)).toBe(true);
});
