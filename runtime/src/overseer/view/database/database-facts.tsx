import type { DatabaseReport } from "../../../database/index.ts";
import { formatBytes, formatMilliseconds } from "../../format/quantity.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** Engine, latency, size and connections. */
export function DatabaseFacts({ facts }: { facts: DatabaseReport }) {
  const { engine, latency, size, logSize, pool, tables, lastBackup, place } = facts;
  return (
    <div className="space-y-2">
      <Facts>
        <Fact name="Engine">
          <span title={engine}>{engine}</span>
        </Fact>
        <Fact name="Latency">
          <Figure quantity={formatMilliseconds(latency)} />
        </Fact>
        <Fact name="Size">
          <Figure quantity={formatBytes(size)} />
        </Fact>
        {logSize !== null && (
          <Fact name="Write-ahead log">
            <span title="Committed, but not merged into the database file yet">
              <Figure quantity={formatBytes(logSize)} />
            </span>
          </Fact>
        )}
        {pool && (
          <Fact name="Connections">
            <span title={`${pool.idle} idle, ${pool.waiting} queries waiting; the limit is per process`}>
              {pool.open} of {pool.limit}
              <span className="text-muted">{pool.waiting > 0 ? `, ${pool.waiting} waiting` : ""}</span>
            </span>
          </Fact>
        )}
        <Fact name="Tables">{tables.length}</Fact>
        <Fact name="Last backup">{lastBackup ? <RelativeTime at={lastBackup.takenAt} /> : "None yet"}</Fact>
      </Facts>
      <p className="text-xs text-muted">
        Location: <code className="text-ink [overflow-wrap:anywhere]">{place}</code>
      </p>
    </div>
  );
}
