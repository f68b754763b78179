import { formatNumber, formatShare, inWords } from "../../format/quantity.ts";
import type { AiBudget } from "../../pages/ai.ts";
import { Panel } from "../ui/panel.tsx";
import { formatUsd } from "./cost.ts";

/** From here on little is left. */
const WARNING_SHARE = 0.8;

/** What the whole application has used of its budget since midnight UTC. */
export function BudgetPanel({ budget: { used, limit } }: { budget: AiBudget }) {
  const formatMicroUsd = (amount: number) => inWords(formatUsd(amount));
  return (
    <Panel
      id="budget"
      title="Budget today"
      aside="Of the application, with what is reserved; renewed at midnight UTC"
    >
      <ul className="divide-y divide-line">
        <BudgetRow name="Tokens" used={used.tokens} limit={limit.tokens} format={formatNumber} />
        <BudgetRow name="Cost" used={used.microUsd} limit={limit.microUsd} format={formatMicroUsd} />
      </ul>
    </Panel>
  );
}

interface BudgetRowProps {
  name: string;
  used: number;
  limit: number | null;
  format(amount: number): string;
}

function BudgetRow({ name, used, limit, format }: BudgetRowProps) {
  const share = limit === null ? null : limit === 0 ? 1 : Math.min(1, used / limit);
  return (
    <li className="grid items-center gap-x-6 gap-y-1 px-4 py-2 sm:grid-cols-[6rem_minmax(0,1fr)_minmax(0,18rem)]">
      <span className="text-muted">{name}</span>
      {share === null ? <span className="text-muted">No limit</span> : <ShareBar share={share} />}
      <span className="tabular-nums sm:text-right">
        {format(used)}
        {limit !== null && ` of ${format(limit)}`}
        {share !== null && <span className="text-muted"> ({inWords(formatShare(share))})</span>}
      </span>
    </li>
  );
}

/** Its numbers stand beside it. */
function ShareBar({ share }: { share: number }) {
  const fill = share >= 1 ? "fill-unhealthy" : share >= WARNING_SHARE ? "fill-warning" : "fill-accent";
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className="block h-1.5 w-full overflow-hidden rounded-full bg-line"
    >
      <path d={`M0 0H${share * 100}V1H0Z`} className={fill} />
    </svg>
  );
}
