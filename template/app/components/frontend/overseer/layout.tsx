import { Outlet, useLoaderData } from "react-router";
import { health } from "#app/services/system/health/index.ts";
import { metrics } from "#app/services/system/metrics/index.ts";
import { type SystemSnapshot, takeSnapshot } from "#app/services/system/snapshot.ts";
import { ClockProvider, useClock } from "../ui/clock.tsx";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { operatorsOnly } from "./guard.ts";
import { freshness } from "./live/freshness.ts";
import { useLive } from "./live/use-live.ts";
import { Navigation } from "./navigation.tsx";
import { TopBar } from "./top-bar.tsx";
import type { Overseer } from "./use-overseer.ts";

export const middleware = operatorsOnly;

export async function loader() {
  return { snapshot: await takeSnapshot(health, metrics), now: Date.now() };
}

/** What is newer comes by the live connection, so that a navigation need not fetch it again. */
export const shouldRevalidate = () => false;

export default function Layout() {
  const { snapshot, now } = useLoaderData<typeof loader>();
  return (
    <ClockProvider start={now}>
      <Frame initial={snapshot} />
    </ClockProvider>
  );
}

function Frame({ initial }: { initial: SystemSnapshot }) {
  const { time, serverNow } = useClock();
  const live = useLive(initial, serverNow);
  const { application, status, tree } = live.snapshot.health;
  const overseer: Overseer = { snapshot: live.snapshot, freshness: freshness(live, time) };
  return (
    <>
      <SkipLink />
      <TopBar name={application.name} status={status} />
      <div className="md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
        <Navigation name={application.name} status={status} tree={tree} />
        <main
          id={CONTENT_ID}
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl px-4 py-6 outline-none md:px-8 md:py-8"
        >
          <Outlet context={overseer} />
        </main>
      </div>
    </>
  );
}
