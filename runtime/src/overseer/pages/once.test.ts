import { expect, test, vi } from "vitest";
import { createOnce } from "./once.ts";
import type { Report } from "./report.ts";

const done: Report = { kind: "done", about: "", message: "It is done.", hint: "" };
const failed: Report = { ...done, kind: "failed" };

test("a form that is sent twice is answered twice and done once, whether or not the first is over", async () => {
  const once = createOnce();
  const end = Promise.withResolvers<Report>();
  const work = vi.fn(() => end.promise);
  const reports = [once("a", work), once("a", work)];
  end.resolve(done);
  expect(await Promise.all([...reports, once("a", work)])).toEqual([done, done, done]);
  expect(work).toHaveBeenCalledTimes(1);
  await once("b", work);
  expect(work).toHaveBeenCalledTimes(2);
});

test("what failed may be tried again", async () => {
  const once = createOnce();
  expect(await once("a", async () => failed)).toBe(failed);
  expect(await once("a", async () => done)).toBe(done);
  await expect(once("b", () => Promise.reject(new Error("broke")))).rejects.toThrow("broke");
  expect(await once("b", async () => done)).toBe(done);
});

test("what was done is forgotten after half a minute", async () => {
  let now = 0;
  const once = createOnce(() => now);
  const work = vi.fn(async () => done);
  await once("a", work);
  now = 30_000;
  await once("a", work);
  expect(work).toHaveBeenCalledTimes(1);
  now = 30_001;
  await once("a", work);
  expect(work).toHaveBeenCalledTimes(2);
});
