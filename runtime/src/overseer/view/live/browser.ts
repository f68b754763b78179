import type { Surroundings } from "./connection.ts";

/** Where the news come from. */
export interface LivePaths {
  events: string;
  snapshot: string;
}

/**
 * The browser as the connection sees it. What arrives was checked by this application's own API before it
 * left, so it is taken as it is: a validator would weigh more than all of Overseer.
 *
 * @param now the server's time, in milliseconds since 1970
 */
export function browserSurroundings({ events, snapshot }: LivePaths, now: () => number): Surroundings {
  return {
    now,
    openStream({ onSnapshot, onSample, onHealth, onFault }) {
      const stream = new EventSource(events);
      stream.addEventListener("snapshot", ({ data }) => onSnapshot(JSON.parse(data)));
      stream.addEventListener("sample", ({ data }) => onSample(JSON.parse(data)));
      stream.addEventListener("health", ({ data }) => onHealth(JSON.parse(data)));
      stream.addEventListener("error", onFault);
      return () => stream.close();
    },
    async fetchSnapshot(signal) {
      const response = await fetch(snapshot, { signal, headers: { accept: "application/json" } });
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
      return response.json();
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    isHidden: () => document.hidden,
    onVisibilityChange(run) {
      document.addEventListener("visibilitychange", run);
      return () => document.removeEventListener("visibilitychange", run);
    },
  };
}
