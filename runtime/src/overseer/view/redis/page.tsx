import type { HealthNode } from "../../../health/index.ts";
import { formatBytes, formatMilliseconds, formatNumber } from "../../format/quantity.ts";
import { formatDuration } from "../../format/time.ts";
import { findItem } from "../../health-tree.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { OwnCommand } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { Panel } from "../ui/panel.tsx";
import { useOverseer } from "../use-overseer.ts";

/** All of it comes live with the health report. */
export default function RedisPage() {
  const { snapshot, freshness, entries } = useOverseer();
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "components", "redis") ?? {};
  return (
    <div className="space-y-8">
      <title>{`redis · ${application.name}`}</title>
      <ComponentHeader name="redis" node={node} entry={entry} freshness={freshness} />
      {node && <RedisFacts checks={node.children} />}
      {node && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      <Panel id="next" title="What can I do?">
        <ul className="divide-y divide-line">
          <Step what={<code>REDIS_URL=redis://127.0.0.1:6379</code>}>
            Names the server, in <code>.env</code> or the environment; not set, nothing is connected.
          </Step>
          <Step what={<code>maxmemory-policy noeviction</code>}>
            In the server's configuration, where tasks are kept: full, it refuses rather than forgets.
          </Step>
          <Step what={<OwnCommand>health</OwnCommand>}>All of this in a terminal.</Step>
          <Step what={<code>app/core/redis.ts</code>}>The one place that makes connections.</Step>
        </ul>
      </Panel>
    </div>
  );
}

/** How quick, how large, how busy? Nothing while it does not answer. */
function RedisFacts({ checks }: { checks: readonly HealthNode[] }) {
  const of = (check: string, name: string) => checks.find((node) => node.name === check)?.metadata[name];
  const numberOf = (check: string, name: string) => Number(of(check, name) ?? 0);
  if (of("connection", "version") === undefined) return null;
  return (
    <Facts>
      <Fact name="Version">Redis {of("connection", "version")}</Fact>
      <Fact name="Answers in">
        <Figure quantity={formatMilliseconds(numberOf("connection", "latency"))} />
      </Fact>
      <Fact name="Memory">
        <Figure quantity={formatBytes(numberOf("memory", "used"))} />
      </Fact>
      <Fact name="Commands a second">{formatNumber(numberOf("connection", "commands"))}</Fact>
      <Fact name="Connections">{formatNumber(numberOf("connection", "clients"))}</Fact>
      <Fact name="Runs for">{formatDuration(numberOf("connection", "uptime"))}</Fact>
    </Facts>
  );
}
