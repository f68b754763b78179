import { formatInstant, formatRelativeTime } from "../../format/time.ts";
import { useClock } from "./clock.tsx";

interface RelativeTimeProps {
  /** ISO 8601, or milliseconds since 1970. */
  at: string | number;
  /** Whether it is yet to come: then it is now rather than past when news of it are late. What is past is never to come. */
  isDue?: boolean;
}

/** "12 s ago", with the exact moment on hover. */
export function RelativeTime({ at, isDue = false }: RelativeTimeProps) {
  const { time } = useClock();
  const moment = typeof at === "string" ? Date.parse(at) : at;
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={formatInstant(moment)}
      className="whitespace-nowrap tabular-nums"
    >
      {formatRelativeTime(isDue ? Math.max(moment, time) : Math.min(moment, time), time)}
    </time>
  );
}
