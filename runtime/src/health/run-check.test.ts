import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Finding } from "./check.ts";
import { runCheck } from "./run-check.ts";

const LIMIT = 2_000;
const check = (run: (signal: AbortSignal) => Promise<Finding> | Finding) => ({
  name: "tried",
  critical: true,
  check: run,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("answers what the check found, and leaves no timer behind", async () => {
  const found: Finding = { status: "warning", message: "Is slow.", metadata: { latency: 12 } };
  expect(
    await runCheck(
      check(() => found),
      LIMIT,
    ),
  ).toEqual(found);
  expect(
    await runCheck(
      check(async () => found),
      LIMIT,
    ),
  ).toEqual(found);
  expect(vi.getTimerCount()).toBe(0);
});

test("a check that throws, at once or later, is unhealthy and says why", async () => {
  const refused = new Error("connection refused");
  const atOnce = check(() => {
    throw refused;
  });
  const later = check(() => Promise.reject(refused));
  const expected = { status: "unhealthy", message: "connection refused" };
  expect(await runCheck(atOnce, LIMIT)).toEqual(expected);
  expect(await runCheck(later, LIMIT)).toEqual(expected);
  expect(vi.getTimerCount()).toBe(0);
});

test("whatever is thrown, the message is a sentence", async () => {
  const expected = { status: "unhealthy", message: "The check failed." };
  for (const thrown of ["text", undefined, null, 42, new Error("")]) {
    expect(
      await runCheck(
        check(() => Promise.reject(thrown)),
        LIMIT,
      ),
    ).toEqual(expected);
  }
});

test("a check that hangs is given up after its limit, and told so", async () => {
  let signal: AbortSignal | undefined;
  const hanging = check((given) => {
    signal = given;
    return new Promise(() => {});
  });
  const result = runCheck(hanging, LIMIT);
  await vi.advanceTimersByTimeAsync(LIMIT - 1);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal?.aborted).toBe(true);
  expect(await result).toEqual({ status: "unhealthy", message: "No response within 2 s." });
});

test("a check that fails after it was given up is no unhandled rejection", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const late = Promise.withResolvers<Finding>();
  const result = runCheck(
    check(() => late.promise),
    LIMIT,
  );
  await vi.advanceTimersByTimeAsync(LIMIT);
  await result;
  late.reject(new Error("too late"));
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test.each([
  undefined,
  null,
  "healthy",
  {},
  { status: "fine", message: "Is well." },
  { status: "healthy" },
  { status: "healthy", message: 5 },
  { status: "healthy", message: "Is well.", metadata: { share: Number.NaN } },
  { status: "healthy", message: "Is well.", metadata: { nested: {} } },
])("a check that answers nonsense is unhealthy: %j", async (nonsense) => {
  const careless = check(() => nonsense as Finding);
  const { status, message } = await runCheck(careless, LIMIT);
  expect(status).toBe("unhealthy");
  expect(message).toBe("The check returned an invalid finding.");
});

test("a check keeps its own this", async () => {
  class Ping {
    readonly name = "ping";
    readonly critical = true;
    readonly #finding: Finding = { status: "healthy", message: "Answers." };
    check(): Finding {
      return this.#finding;
    }
  }
  expect(await runCheck(new Ping(), LIMIT)).toEqual({ status: "healthy", message: "Answers." });
});
