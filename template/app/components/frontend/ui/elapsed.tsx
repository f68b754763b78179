import { duration, exact } from "../format/time.ts";
import { useClock } from "./clock.tsx";

/** "for 3 min 12 s", with the exact beginning on hover. */
export function Elapsed({ since }: { since: string }) {
  const { time } = useClock();
  const begin = Date.parse(since);
  return (
    <time dateTime={since} title={exact(begin)} className="whitespace-nowrap tabular-nums">
      for {duration((time - begin) / 1_000)}
    </time>
  );
}
