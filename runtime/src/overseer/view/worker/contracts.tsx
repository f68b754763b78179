import type { ContractReport } from "../../../queue/index.ts";
import { Panel } from "../ui/panel.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** What can be asked of it? */
export function Contracts({ contracts }: { contracts: readonly Omit<ContractReport, "payload">[] }) {
  return (
    <Panel id="contracts" title="What can it do?" aside="Follow a name to enqueue one">
      {contracts.length === 0 && (
        <p className="px-4 py-3 text-muted">
          No task yet. Write a contract, and add its line to{" "}
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
