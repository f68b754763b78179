import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { formatBytes, formatNumber, formatShare } from "../../format/quantity.ts";
import { findItem } from "../../health-tree.ts";
import type { CachePage as PageData } from "../../pages/cache.ts";
import { Message, Messages } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { load, submit } from "../page-context.ts";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useClock } from "../ui/clock.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { Panel } from "../ui/panel.tsx";
import { useOverseer } from "../use-overseer.ts";
import { Forget } from "./forget.tsx";
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
  const { snapshot, freshness, entries } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "components", "cache") ?? {};
  return (
    <div className="space-y-8">
      <title>{`cache · ${application.name}`}</title>
      <ComponentHeader
        name="cache"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Messages>
        {stats.remote?.reachable === false && (
          <Message
            status="warning"
            word="Alone"
            message="The other processes cannot be reached, so this one goes on with its own memory."
            hint={
              stats.remote.pending > 0
                ? `${stats.remote.pending} to be forgotten are told once they can be.`
                : ""
            }
          />
        )}
      </Messages>
      <Facts>
        <Fact name="Hit rate">{rate === null ? "No call yet" : <Figure quantity={formatShare(rate)} />}</Fact>
        <Fact name="From memory">{formatNumber(stats.memoryHits)}</Fact>
        <Fact name="Made">{formatNumber(stats.misses)}</Fact>
        <Fact name="Stood in for">{formatNumber(stats.stale)}</Fact>
        <Fact name="Kept here">{formatNumber(stats.memory.entries)}</Fact>
        <Fact name="They take">
          <Figure quantity={formatBytes(stats.memory.bytes)} />
        </Fact>
      </Facts>
      {node && (
        <Panel id="checks" title="Is it well?" aside="As this process has seen it since it started">
          <Checks nodes={node.children} />
        </Panel>
      )}
      <Forget ask={ask} report={report} isShared={stats.remote !== null} />
      <CacheSteps hasRedis={entries.some(({ name }) => name === "redis")} />
    </div>
  );
}
