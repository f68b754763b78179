import { expect, test } from "vitest";
import { Discard, Requeue } from "../engine.ts";
import { failureOf, messageOf } from "./failure.ts";

const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });

test.each([
  [
    "a cause",
    new TypeError("fetch failed", { cause: refused }),
    "fetch failed: connect ECONNREFUSED 127.0.0.1:1",
  ],
  [
    "several causes",
    new Error("fetch failed", { cause: new AggregateError([refused, new Error("other")], "") }),
    "fetch failed: AggregateError: connect ECONNREFUSED 127.0.0.1:1: other",
  ],
  [
    "a cause that it repeats",
    new Error("Query failed: no table", { cause: new Error("no table") }),
    "Query failed: no table",
  ],
  ["a text for a cause", new Error("outer", { cause: "inner" }), "outer: inner"],
  ["an object for a cause", new Error("outer", { cause: { code: "E1" } }), "outer: E1"],
  ["no message", Object.assign(new Error(), { code: "EPIPE" }), "EPIPE"],
  ["no error", { status: 500 }, '{"status":500}'],
  ["nothing", undefined, "undefined"],
])("an error with %s tells all of it", (_what, error, message) => {
  expect(messageOf(error)).toBe(message);
});

test("causes in a circle end", () => {
  const one = new Error("one");
  one.cause = new Error("other", { cause: one });
  expect(messageOf(one)).toBe("one: other");
});

test("the stack has that of each cause, and neither is endless", () => {
  const failure = failureOf(new Error("x".repeat(100_000), { cause: refused }));
  expect(failure.message.length).toBe(2_000);
  expect(failureOf(new Error("outer", { cause: refused })).stack).toMatch(
    /Error: outer\n[\s\S]+\nCaused by: Error: connect ECONNREFUSED/,
  );
  expect(failure.stack?.length).toBeLessThanOrEqual(10_000);
});

test("what the queue acts upon stays what it is, and nothing else becomes such", () => {
  expect(failureOf(new Requeue("later"))).toBeInstanceOf(Requeue);
  expect(failureOf(new Discard("never", { cause: refused }))).toBeInstanceOf(Discard);
  expect(failureOf(Object.assign(new Error("no"), { name: "WaitingError" })).name).toBe("Error");
});
