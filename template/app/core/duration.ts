/** A length of time as people write it: "90s", "15m", "2h", "1d". A bare number is milliseconds. */
export type Duration = number | `${number}${"ms" | "s" | "m" | "h" | "d"}`;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** Milliseconds, or NaN where the text is no duration. A day is 24 hours, whatever the clocks do. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === "number") return duration;
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Math.round(Number(amount) * (UNITS[unit] ?? Number.NaN));
}

const NAMES = [
  [DAY, "day"],
  [HOUR, "hour"],
  [MINUTE, "minute"],
  [SECOND, "second"],
  [1, "millisecond"],
] as const;

/** The length in the largest unit that it is a whole number of: "15 minutes", "1 day". */
export function durationWords(length: number): string {
  const [size, name] = NAMES.find(([unit]) => length >= unit && length % unit === 0) ?? [1, "millisecond"];
  const count = length / size;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** How long ago something was, roughly: "40 s ago", "12 min ago", "3 h ago". */
export const agoWords = (length: number): string => `${roughly(length)} ago`;

// #region aegis:scheduler&database
/** How long something is off, roughly: "in 40 s", "in 12 min", "in 3 h". */
export const inWords = (length: number): string => `in ${roughly(length)}`;
// #endregion aegis:scheduler&database

function roughly(length: number): string {
  const minutes = Math.round(length / MINUTE);
  if (minutes < 2) return `${Math.max(0, Math.round(length / SECOND))} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
