import { pino } from "pino";
import { expect, test } from "vitest";
import { createLogLevels, logLevel } from "./log-levels.ts";

function recorded(level: string) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

test("lines that were hidden appear once the level is lower", () => {
  const { log, lines } = recorded("warn");
  log.debug("before");
  expect(createLogLevels(log).change("debug")).toEqual({ level: "debug", before: "warn" });
  log.debug("after");
  expect(lines.map(({ msg }) => msg)).toEqual(["log level changed", "after"]);
  expect(lines[0]).toMatchObject({ level: 40, from: "warn", to: "debug" });
});

test.each(["silent", "fatal"])("a change leaves a line even in a log that is %s", (level) => {
  const { log, lines } = recorded(level);
  createLogLevels(log).change("error");
  expect(lines).toHaveLength(1);
});

test("nobody can silence the log altogether", () => {
  expect(logLevel.safeParse("silent").success).toBe(false);
});
