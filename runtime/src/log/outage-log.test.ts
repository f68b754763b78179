import { pino } from "pino";
import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import { createOutageLog } from "./outage-log.ts";

function trial() {
  const lines: Record<string, unknown>[] = [];
  let time = 0;
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const outages = createOutageLog({ log, name: "Redis", place: "127.0.0.1:1", now: () => time });
  return { outages, lines, pass: (milliseconds: number) => (time += milliseconds) };
}

const error = (code: string) =>
  new AppError({ code, category: "unavailable", message: `It is ${code}.`, hint: "Look at it." });

test("one line when it begins and one when every source works again, with the count between", () => {
  const { outages, lines, pass } = trial();
  for (let count = 0; count < 500; count++) outages.failed("one", error("redis.unreachable"));
  outages.failed("other", error("redis.unreachable"));
  pass(3_000);
  outages.recovered("one");
  outages.recovered("one");
  expect(lines).toHaveLength(1);
  outages.recovered("other");
  expect(lines).toMatchObject([
    { msg: "It is redis.unreachable. Look at it.", code: "redis.unreachable", server: "127.0.0.1:1" },
    { msg: "Redis is back", failures: 501, seconds: 3 },
  ]);
});

test("another cause in its course is a line once, and the next outage begins anew", () => {
  const { outages, lines } = trial();
  outages.failed("one", error("redis.unreachable"));
  outages.failed("one", error("redis.refused"));
  outages.failed("one", error("redis.unreachable"));
  outages.failed("one", error("redis.refused"));
  expect(lines.map(({ code }) => code)).toEqual(["redis.unreachable", "redis.refused"]);
  outages.recovered("one");
  outages.failed("one", error("redis.refused"));
  expect(lines).toHaveLength(4);
});

test("what recovers without having failed says nothing", () => {
  const { outages, lines } = trial();
  outages.recovered("one");
  expect(lines).toEqual([]);
});
