/** Moments as the clocks of a time zone show them: 2027-01-31 09:05. The same on the server and in browsers. */
export function zoneTimes(moments: readonly string[], timeZone: string): string[] {
  const isExact = moments.some((moment) => new Date(moment).getSeconds() !== 0);
  return moments.map((moment) => zoneTime(moment, timeZone, isExact));
}

function zoneTime(moment: string, timeZone: string, isExact: boolean): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(moment));
  const part = (wanted: Intl.DateTimeFormatPartTypes) =>
    parts.find(({ type }) => type === wanted)?.value ?? "";
  const seconds = isExact ? `:${part("second")}` : "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}${seconds}`;
}
