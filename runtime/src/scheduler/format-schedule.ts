import { DAY_MS, formatDuration, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time/index.ts";
import type { JobDefinition } from "./job.ts";

const WEEKDAY_NAMES = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];
const CRON_NICKNAMES: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/**
 * A schedule in words: "every day at 02:00 UTC". A cron expression of a rare shape is given as it is, rather
 * than explained by a second reader of cron that might understand it otherwise than the one that runs it.
 */
export function formatSchedule({ schedule, timeZone }: Pick<JobDefinition, "schedule" | "timeZone">): string {
  if (schedule.kind === "every") return everyWords(schedule.length);
  if (schedule.kind === "at")
    return `once, ${new Date(schedule.time).toISOString().slice(0, 16).replace("T", " at ")} UTC`;
  const words = cronWords(CRON_NICKNAMES[schedule.expression] ?? schedule.expression, timeZone);
  return words ?? `cron ${schedule.expression} (${timeZone})`;
}

function everyWords(length: number): string {
  const single = [DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS].includes(length);
  const words = formatDuration(length);
  return `every ${single ? words.replace(/^1 /, "") : words}`;
}

function cronWords(expression: string, timeZone: string): string | undefined {
  const fields = expression.split(/\s+/);
  const [second = "", minute = "", hour = "", date = "", month = "", weekday = ""] =
    fields.length === 5 ? ["0", ...fields] : fields;
  const day = dayWords(date, month, weekday);
  const time = timeWords(second, minute, hour);
  if (day === undefined || time === undefined) return undefined;
  const { often, at } = time;
  if (at) return `${day === "" ? "every day" : day} at ${at} ${timeZone}`;
  if (day !== "") return `${often}, ${day} (${timeZone})`;
  // Minutes and whole hours come at the same moments everywhere, or nearly so.
  return often?.includes("hours") ? `${often} (${timeZone})` : often;
}

interface TimeWords {
  often?: string;
  at?: string;
}

function timeWords(second: string, minute: string, hour: string): TimeWords | undefined {
  const minutes = numbers(minute, 59);
  const hours = numbers(hour, 23);
  if (hour === "*" && minute === "*") {
    const often = repetition(second, "second");
    if (second === "0") return { often: "every minute" };
    return often === undefined ? undefined : { often };
  }
  if (second !== "0") return undefined;
  if (minutes && hours && minutes.length * hours.length <= 4) {
    return { at: listed(hours.flatMap((h) => minutes.map((m) => `${two(h)}:${two(m)}`))) };
  }
  if (hour === "*") {
    const often = repetition(minute, "minute");
    if (often) return { often };
    return (
      minutes && {
        often: minute === "0" ? "every hour" : `every hour at ${listed(minutes.map((m) => `:${two(m)}`))}`,
      }
    );
  }
  const often = repetition(hour, "hour");
  if (!often || minutes?.length !== 1) return undefined;
  return { often: minute === "0" ? often : `${often} at :${two(minutes[0] ?? 0)}` };
}

/** `*` or a step over everything that divides it evenly; another step would not come "every" so often. */
function repetition(field: string, unit: "second" | "minute" | "hour"): string | undefined {
  if (field === "*") return `every ${unit}`;
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1]);
  if (!(step > 0) || (unit === "hour" ? 24 : 60) % step !== 0) return undefined;
  return step === 1 ? `every ${unit}` : `every ${step} ${unit}s`;
}

function dayWords(date: string, month: string, weekday: string): string | undefined {
  if (month !== "*") return undefined;
  if (weekday === "*") {
    if (date === "*") return "";
    if (date === "L") return "on the last day of every month";
    const dates = numbers(date, 31);
    return dates && `on the ${listed(dates.map(ordinal))} of every month`;
  }
  if (date !== "*") return undefined;
  if (/^(1-5|mon-fri)$/i.test(weekday)) return "Monday to Friday";
  const named = weekday.replace(/[a-z]{3}/gi, (name) =>
    String(WEEKDAY_NAMES.findIndex((day) => isShort(day, name))),
  );
  const days = numbers(named, 7);
  return days && `every ${listed(days.map((day) => WEEKDAY_NAMES[day] ?? ""))}`;
}

const isShort = (day: string, name: string) => day.slice(0, 3).toLowerCase() === name.toLowerCase();

/** A list of plain numbers in rising order; undefined for anything else. */
function numbers(field: string, most: number): number[] | undefined {
  if (!/^\d+(,\d+)*$/.test(field)) return undefined;
  const found = [...new Set(field.split(",").map(Number))].toSorted((one, other) => one - other);
  return found.every((number) => number <= most) ? found : undefined;
}

const two = (number: number) => String(number).padStart(2, "0");

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function ordinal(number: number): string {
  const ending =
    number % 100 > 10 && number % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
