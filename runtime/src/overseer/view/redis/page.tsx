import type { HealthNode } from "../../../health/index.ts";
import { formatBytes, formatMilliseconds, formatNumber } from "../../format/quantity.ts";
import { formatDuration } from "../../format/time.ts";
import { findItem } from "../../health-tree.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { useOverseer } from "../use-overseer.ts";

/** All of it comes live with the health report. */
export default function RedisPage() {
  const { snapshot, entries } = useOverseer();
  const { node } = findItem(snapshot.health.tree, entries, "components", "redis") ?? {};
  return (
    <ComponentFrame group="components" name="redis" facts={node && <RedisFacts checks={node.children} />}>
      <Steps>
        <Step term={<code>REDIS_URL=redis://127.0.0.1:6379</code>}>
          The server, in <code>.env</code> or the environment; without it no connection is opened.
        </Step>
        <Step term={<code>maxmemory-policy noeviction</code>}>
          In the configuration of a server that stores tasks: when its memory is full, it refuses writes
          instead of evicting keys.
        </Step>
        <Step term={<OwnCommand>health</OwnCommand>}>The health tree in a terminal.</Step>
        <Step term={<code>app/core/redis.ts</code>}>Creates the connections.</Step>
      </Steps>
    </ComponentFrame>
  );
}

/** The server's figures; absent while it does not respond. */
function RedisFacts({ checks }: { checks: readonly HealthNode[] }) {
  const of = (check: string, name: string) => checks.find((node) => node.name === check)?.metadata[name];
  const numberOf = (check: string, name: string) => Number(of(check, name) ?? 0);
  if (of("connection", "version") === undefined) return null;
  return (
    <Facts>
      <Fact name="Version">Redis {of("connection", "version")}</Fact>
      <Fact name="Latency">
        <Figure quantity={formatMilliseconds(numberOf("connection", "latency"))} />
      </Fact>
      <Fact name="Memory">
        <Figure quantity={formatBytes(numberOf("memory", "used"))} />
      </Fact>
      <Fact name="Commands per second">{formatNumber(numberOf("connection", "commands"))}</Fact>
      <Fact name="Connections">{formatNumber(numberOf("connection", "clients"))}</Fact>
      <Fact name="Uptime">{formatDuration(numberOf("connection", "uptime"))}</Fact>
    </Facts>
  );
}
