import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

interface Clock {
  /** As of the last tick; equal on the server and at the first render in the browser. */
  time: number;
  /** The server's time at this very moment. */
  serverNow(): number;
}

const context = createContext<Clock | undefined>(undefined);

/**
 * The server's clock, in milliseconds since 1970, one tick a second. Ages are counted by it, so a browser
 * whose own clock is wrong still shows them right.
 */
export function ClockProvider({ start, children }: { start: number; children: ReactNode }) {
  const [time, setTime] = useState(start);
  // Read once: a later navigation brings a newer start, but this clock has kept running meanwhile.
  const [serverNow] = useState(() => follow(start));
  useEffect(() => {
    const timer = setInterval(() => setTime(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, [serverNow]);
  const clock = useMemo(() => ({ time, serverNow }), [time, serverNow]);
  return <context.Provider value={clock}>{children}</context.Provider>;
}

export function useClock(): Clock {
  const clock = useContext(context);
  if (!clock) throw new Error("Times need a ClockProvider around them.");
  return clock;
}

function follow(start: number): () => number {
  const ahead = start - Date.now();
  return () => Date.now() + ahead;
}
