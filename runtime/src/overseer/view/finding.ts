import { formatBytes, formatMilliseconds, formatNumber, formatShare, inWords } from "../format/quantity.ts";
import { formatDuration } from "../format/time.ts";

/** What the figures that checks report are measured in, by their name. */
const FIGURE_UNITS = new Map<string, (value: number) => string>();
const inBytes = (value: number) => inWords(formatBytes(value));
const inMilliseconds = (value: number) => inWords(formatMilliseconds(value));
const inPercent = (value: number) => inWords(formatShare(value));
FIGURE_UNITS.set("used", inBytes);
FIGURE_UNITS.set("total", inBytes);
FIGURE_UNITS.set("rss", inBytes);
FIGURE_UNITS.set("heapUsed", inBytes);
FIGURE_UNITS.set("heapTotal", inBytes);
FIGURE_UNITS.set("external", inBytes);
FIGURE_UNITS.set("share", inPercent);
FIGURE_UNITS.set("process", inPercent);
FIGURE_UNITS.set("p99", inMilliseconds);
FIGURE_UNITS.set("worst", inMilliseconds);
FIGURE_UNITS.set("uptime", formatDuration);

/** One figure behind a check's message, with its unit where that is known. */
export function finding(name: string, value: string | number | boolean | null): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return (FIGURE_UNITS.get(name) ?? formatNumber)(value);
}
