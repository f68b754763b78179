import { bytes, grouped, inWords, milliseconds, percentage } from "../format/quantity.ts";
import { duration } from "../format/time.ts";

/** What the figures that checks report are measured in, by their name. */
const UNITS = new Map<string, (value: number) => string>();
const inBytes = (value: number) => inWords(bytes(value));
const inMilliseconds = (value: number) => inWords(milliseconds(value));
const inPercent = (value: number) => inWords(percentage(value));
UNITS.set("used", inBytes);
UNITS.set("total", inBytes);
UNITS.set("rss", inBytes);
UNITS.set("heapUsed", inBytes);
UNITS.set("heapTotal", inBytes);
UNITS.set("external", inBytes);
UNITS.set("share", inPercent);
UNITS.set("process", inPercent);
UNITS.set("p99", inMilliseconds);
UNITS.set("worst", inMilliseconds);
UNITS.set("uptime", duration);

/** One figure behind a check's message, with its unit where that is known. */
export function finding(name: string, value: string | number | boolean | null): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return (UNITS.get(name) ?? grouped)(value);
}
