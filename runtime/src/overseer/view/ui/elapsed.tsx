import { formatDuration, formatInstant } from "../../format/time.ts";
import { useClock } from "./clock.tsx";

/** "for 3 min 12 s", with the exact beginning on hover. */
export function Elapsed({ since }: { since: string }) {
  const { time } = useClock();
  const begin = Date.parse(since);
  return (
    <time dateTime={since} title={formatInstant(begin)} className="whitespace-nowrap tabular-nums">
      for {formatDuration((time - begin) / 1_000)}
    </time>
  );
}
