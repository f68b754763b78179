import type { DatabaseReport } from "../../../database/index.ts";
import { formatBytes, formatMilliseconds } from "../../format/quantity.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** Which engine, how quick, how large? */
export function DatabaseFacts({ facts }: { facts: DatabaseReport }) {
  const { engine, latency, size, logSize, pool, tables, lastBackup, place } = facts;
  return (
    <div className="space-y-2">
      <Facts>
        <Fact name="Engine">
          <span title={engine}>{engine}</span>
        </Fact>
        <Fact name="Answers in">
          <Figure quantity={formatMilliseconds(latency)} />
        </Fact>
        <Fact name="Size">
          <Figure quantity={formatBytes(size)} />
        </Fact>
        {logSize !== null && (
          <Fact name="Write-ahead log">
            <span title="Written and safe, but not merged into the file yet">
              <Figure quantity={formatBytes(logSize)} />
            </span>
          </Fact>
        )}
        {pool && (
          <Fact name="Connections">
            <span
              title={`${pool.idle} of them idle, ${pool.waiting} queries wait for one; the limit holds for this process`}
            >
              {pool.open} of {pool.limit}
              <span className="text-muted">{pool.waiting > 0 ? `, ${pool.waiting} waiting` : ""}</span>
            </span>
          </Fact>
        )}
        <Fact name="Tables">{tables.length}</Fact>
        <Fact name="Last backup">{lastBackup ? <RelativeTime at={lastBackup.takenAt} /> : "None yet"}</Fact>
      </Facts>
      <p className="text-xs text-muted">
        The data lies in <code className="text-ink [overflow-wrap:anywhere]">{place}</code>
      </p>
    </div>
  );
}
