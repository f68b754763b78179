/** A length of time as an owner writes it: "90s", "15m", "2h", "1d". A bare number is milliseconds. */
export type Duration = number | `${number}${"ms" | "s" | "m" | "h" | "d"}`;

/** One second in milliseconds. */
export const SECOND_MS = 1_000;
/** One minute in milliseconds. */
export const MINUTE_MS: number = 60 * SECOND_MS;
/** One hour in milliseconds. */
export const HOUR_MS: number = 60 * MINUTE_MS;
/** 24 hours in milliseconds. */
export const DAY_MS: number = 24 * HOUR_MS;

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
};

/** Returns milliseconds, or NaN where the text is not a duration. A day is 24 hours, regardless of time zones. */
export function parseDuration(duration: Duration): number {
  if (typeof duration === "number") return duration;
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Math.round(Number(amount) * (UNITS_MS[unit] ?? Number.NaN));
}

const UNIT_NAMES = [
  [DAY_MS, "day"],
  [HOUR_MS, "hour"],
  [MINUTE_MS, "minute"],
  [SECOND_MS, "second"],
  [1, "millisecond"],
] as const;

/** Formats milliseconds in the largest unit of which they are a whole number: "15 minutes", "1 day". */
export function formatDuration(durationMs: number): string {
  const [size, name] = UNIT_NAMES.find(([unit]) => durationMs >= unit && durationMs % unit === 0) ?? [
    1,
    "millisecond",
  ];
  const count = durationMs / size;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** Formats roughly how many milliseconds ago something happened: "40 s ago", "12 min ago", "3 h ago". */
export const formatTimeAgo = (elapsedMs: number): string => `${formatRoughly(elapsedMs)} ago`;

/** Formats roughly in how many milliseconds something will happen: "in 40 s", "in 12 min", "in 3 h". */
export const formatTimeUntil = (remainingMs: number): string => `in ${formatRoughly(remainingMs)}`;

function formatRoughly(durationMs: number): string {
  const minutes = Math.round(durationMs / MINUTE_MS);
  if (minutes < 2) return `${Math.max(0, Math.round(durationMs / SECOND_MS))} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
