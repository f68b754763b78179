import { expect, test } from "vitest";
import { formatSchedule } from "./format-schedule.ts";
import { at, cron, every } from "./schedule.ts";

test.each([
  ["0 2 * * *", "every day at 02:00 UTC"],
  ["30 8,20 * * *", "every day at 08:30 and 20:30 UTC"],
  ["0 9 * * 1-5", "Monday to Friday at 09:00 UTC"],
  ["0 9 * * MON", "every Monday at 09:00 UTC"],
  ["0 9 * * 0,6", "every Sunday and Saturday at 09:00 UTC"],
  ["15 0 1 * *", "on the 1st of every month at 00:15 UTC"],
  ["0 0 1,15,22 * *", "on the 1st, 15th and 22nd of every month at 00:00 UTC"],
  ["0 6 L * *", "on the last day of every month at 06:00 UTC"],
  ["* * * * *", "every minute"],
  ["*/5 * * * *", "every 5 minutes"],
  ["*/5 * * * 1-5", "every 5 minutes, Monday to Friday (UTC)"],
  ["0 * * * *", "every hour"],
  ["5,35 * * * *", "every hour at :05 and :35"],
  ["0 */6 * * *", "every 6 hours (UTC)"],
  ["10 */6 * * *", "every 6 hours at :10 (UTC)"],
  ["*/10 * * * * *", "every 10 seconds"],
  ["0 30 3 * * *", "every day at 03:30 UTC"],
  ["@daily", "every day at 00:00 UTC"],
  ["@weekly", "every Sunday at 00:00 UTC"],
])("cron %s reads: %s", (expression, words) => {
  expect(formatSchedule({ schedule: cron(expression), timeZone: "UTC" })).toBe(words);
});

test.each(["*/7 * * * *", "0 0 * 2 *", "0 9-17 * * 1-5", "0 0 13 * 5", "0 12 * * 5#2", "1 2 3 4 5 6"])(
  "a rare shape is given as it is: %s",
  (expression) => {
    expect(formatSchedule({ schedule: cron(expression), timeZone: "Europe/Paris" })).toBe(
      `cron ${expression} (Europe/Paris)`,
    );
  },
);

test.each([
  [every("15m"), "every 15 minutes"],
  [every("1h"), "every hour"],
  [every("90s"), "every 90 seconds"],
  [at("2027-01-01T09:30:00+01:00"), "once, 2027-01-01 at 08:30 UTC"],
])("what needs no time zone names none", (schedule, words) => {
  expect(formatSchedule({ schedule, timeZone: "America/New_York" })).toBe(words);
});
