import type { WorkerReport } from "../../../queue/index.ts";
import { formatBytes } from "../../format/quantity.ts";
import { OwnScript } from "../own-command.tsx";
import { Elapsed } from "../ui/elapsed.tsx";
import { Figure } from "../ui/figure.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** The workers, with the tasks that each runs. */
export function Workers({ workers, trouble }: { workers: readonly WorkerReport[]; trouble: string | null }) {
  return (
    <Panel id="workers" title="Workers" aside="By heartbeat">
      {trouble !== null && (
        <p className="px-4 py-3 text-muted">The state of the workers is unknown: {trouble}</p>
      )}
      {workers.length === 0 && trouble === null && (
        <p className="px-4 py-3 text-muted">
          No worker has registered. Start one with <OwnScript>worker</OwnScript>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {workers.map(({ id, host, pid, startedAt, seenAt, alive, memory, queues, tasks }) => (
          <li key={id} className="px-4 py-2">
            <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
              <span className="w-20">
                <StatusMark status={alive ? "healthy" : "unhealthy"} word={alive ? "Online" : "Offline"} />
              </span>
              <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
                {host}, process {pid}
                <span className="text-muted"> serves {queues.join(", ")}</span>
              </span>
              <span className="text-muted">
                <Figure quantity={formatBytes(memory)} />, up <Elapsed since={startedAt} />, heartbeat{" "}
                <RelativeTime at={seenAt} />
              </span>
            </div>
            {tasks.map((task) => (
              <p key={task.id} className="text-muted sm:pl-26">
                <TextLink to={`tasks/${encodeURIComponent(task.id)}`}>{task.name}</TextLink>{" "}
                <Elapsed since={task.startedAt} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
