import { type LoaderFunctionArgs, Outlet, useLoaderData } from "react-router";
import type { Frame as FrameData } from "../pages/system.ts";
import { freshness } from "./live/freshness.ts";
import { useLive } from "./live/use-live.ts";
import { Navigation } from "./navigation.tsx";
import { load } from "./page-context.ts";
import { TopBar } from "./top-bar.tsx";
import { ClockProvider, useClock } from "./ui/clock.tsx";
import { CONTENT_ID, SkipLink } from "./ui/skip-link.tsx";
import type { Overseer } from "./use-overseer.ts";

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.frame());

/** What is newer comes by the live connection, so that a navigation need not fetch it again. */
export const shouldRevalidate = () => false;

export default function Layout() {
  const frame = useLoaderData<typeof loader>();
  return (
    <ClockProvider start={frame.now}>
      <Frame {...frame} />
    </ClockProvider>
  );
}

function Frame({ snapshot, entries, panels, live: paths, prefixes }: FrameData) {
  const { time, serverNow } = useClock();
  const live = useLive(snapshot, paths, serverNow);
  const { application, status, tree } = live.snapshot.health;
  const overseer: Overseer = {
    snapshot: live.snapshot,
    freshness: freshness(live, time),
    entries,
    prefixes,
  };
  return (
    <>
      <SkipLink />
      <TopBar name={application.name} status={status} />
      <div className="md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
        <Navigation name={application.name} status={status} tree={tree} entries={entries} panels={panels} />
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
