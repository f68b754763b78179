import { type ActionFunctionArgs, type ClientLoaderFunctionArgs, useLoaderData } from "react-router";
import { cache } from "#app/core/cache/index.ts";
import { type CacheReport, hitRate } from "#app/services/cache/report.ts";
import { bytes, grouped, percentage } from "../../format/quantity.ts";
import { useClock } from "../../ui/clock.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { Figure } from "../../ui/figure.tsx";
import { Panel } from "../../ui/panel.tsx";
import { answerForm } from "../actions/answer-form.ts";
import { Notice, Notices } from "../actions/report-notice.tsx";
import { useReport } from "../actions/use-report.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { componentAt } from "../tree.ts";
import { useOverseer } from "../use-overseer.ts";
import { askedToClear, clear } from "./clear.ts";
import { Forget } from "./forget.tsx";
import { CacheSteps } from "./steps.tsx";

/** Milliseconds. */
const INTERVAL = 2_000;

export async function loader() {
  const stats: CacheReport = cache.stats();
  return { readAt: Date.now(), ask: crypto.randomUUID(), stats, rate: hitRate(stats) };
}

type CachePageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<CachePageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<CachePageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  answerForm(sent, askedToClear, clear, ({ tag }) => ({ action: "cache clear", about: tag }));

export default function CachePage() {
  const { readAt, ask, stats, rate } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(INTERVAL);
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "components", "cache") ?? {};
  return (
    <div className="space-y-8">
      <title>{`cache · ${application.name}`}</title>
      <ComponentHeader
        name="cache"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Notices>
        {stats.remote?.reachable === false && (
          <Notice
            status="warning"
            word="Alone"
            what="The other processes cannot be reached, so this one goes on with its own memory."
            todo={
              stats.remote.pending > 0
                ? `${stats.remote.pending} to be forgotten are told once they can be.`
                : ""
            }
          />
        )}
      </Notices>
      <Facts>
        <Fact name="Hit rate">{rate === null ? "No call yet" : <Figure quantity={percentage(rate)} />}</Fact>
        <Fact name="From memory">{grouped(stats.memoryHits)}</Fact>
        <Fact name="Made">{grouped(stats.misses)}</Fact>
        <Fact name="Stood in for">{grouped(stats.stale)}</Fact>
        <Fact name="Kept here">{grouped(stats.memory.entries)}</Fact>
        <Fact name="They take">
          <Figure quantity={bytes(stats.memory.bytes)} />
        </Fact>
      </Facts>
      {node && (
        <Panel id="checks" title="Is it well?" aside="As this process has seen it since it started">
          <Checks nodes={node.children} />
        </Panel>
      )}
      <Forget ask={ask} report={report} isShared={stats.remote !== null} />
      <CacheSteps name={application.name} />
    </div>
  );
}
