import type { ContractReport } from "../../../queue/index.ts";
import { Panel } from "../ui/panel.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** The tasks that can be enqueued. */
export function Contracts({ contracts }: { contracts: readonly Omit<ContractReport, "payload">[] }) {
  return (
    <Panel id="contracts" title="Task definitions" aside="Open one to enqueue a task">
      {contracts.length === 0 && (
        <p className="px-4 py-3 text-muted">
          No tasks yet. Define a contract and add it to{" "}
          <code className="text-ink">app/services/tasks/contracts.ts</code>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {contracts.map(({ name, description, queue, attempts }) => (
          <li key={name} className="flex flex-wrap items-baseline justify-between gap-x-6 px-4 py-2">
            <span className="min-w-0">
              <TextLink to={`enqueue/${name}`}>{name}</TextLink>{" "}
              <span className="text-muted">{description}</span>
            </span>
            <span className="text-muted">
              {queue}, {attempts === 1 ? "one attempt" : `${attempts} attempts`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
