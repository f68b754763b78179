import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { formatBytes, formatNumber, formatShare } from "../../format/quantity.ts";
import type { CachePage as PageData } from "../../pages/cache.ts";
import { Message } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { useOverseer } from "../use-overseer.ts";
import { Invalidation } from "./invalidation.tsx";
import { CacheSteps } from "./steps.tsx";

/** Milliseconds. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.cache());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitCache(fields));

export default function CachePage() {
  const { readAt, ask, stats, rate } = useLoaderData<typeof loader>();
  const { entries } = useOverseer();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  return (
    <ComponentFrame
      group="components"
      name="cache"
      readAt={readAt}
      messages={
        stats.remote?.reachable === false && (
          <Message
            status="warning"
            word="Local only"
            message="The shared cache is unreachable, so this process uses its own memory."
            hint={
              stats.remote.pending > 0
                ? `${stats.remote.pending} invalidations are sent when it is reachable again.`
                : ""
            }
          />
        )
      }
      facts={
        <Facts>
          <Fact name="Hit rate">
            {rate === null ? "No calls yet" : <Figure quantity={formatShare(rate)} />}
          </Fact>
          <Fact name="Memory hits">{formatNumber(stats.memoryHits)}</Fact>
          <Fact name="Misses">{formatNumber(stats.misses)}</Fact>
          <Fact name="Stale hits">{formatNumber(stats.stale)}</Fact>
          <Fact name="Entries">{formatNumber(stats.memory.entries)}</Fact>
          <Fact name="Memory">
            <Figure quantity={formatBytes(stats.memory.bytes)} />
          </Fact>
        </Facts>
      }
      checksAside="Of this process, since it started"
    >
      <Invalidation ask={ask} report={report} isShared={stats.remote !== null} />
      <CacheSteps hasRedis={entries.some(({ name }) => name === "redis")} />
    </ComponentFrame>
  );
}
