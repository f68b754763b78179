import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { onSignals } from "./signals.ts";

function listen() {
  const heard: string[] = [];
  const clock = { now: 1_000 };
  const emitter = new EventEmitter();
  onSignals(
    { stop: (signal) => heard.push(signal), endNow: () => heard.push("now") },
    emitter,
    () => clock.now,
  );
  return { heard, clock, emitter };
}

test("the echo of a signal is not a second one", () => {
  const { heard, clock, emitter } = listen();
  emitter.emit("SIGINT", "SIGINT");
  clock.now += 249;
  emitter.emit("SIGTERM", "SIGTERM");
  expect(heard).toEqual(["SIGINT"]);
});

test("asking again ends at once", () => {
  const { heard, clock, emitter } = listen();
  emitter.emit("SIGTERM", "SIGTERM");
  clock.now += 250;
  emitter.emit("SIGINT", "SIGINT");
  expect(heard).toEqual(["SIGTERM", "now"]);
});
