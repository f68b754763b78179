import type { UsageTotals } from "../../../ai/usage/index.ts";
import { formatNumber } from "../../format/quantity.ts";
import { Panel } from "../ui/panel.tsx";
import { formatCost } from "./cost.ts";

/** The keyboard scrolls what has the focus, so a box that scrolls has to be able to have it. */
const focusable = { tabIndex: 0 };

const NUMBER_COLUMNS = ["Requests", "Failed", "Cancelled", "Input tokens", "Output tokens", "Cost"] as const;

/** What each model used on each day. */
export function UsageTable({ rows }: { rows: readonly UsageTotals[] }) {
  return (
    <Panel id="usage" title="Usage by day and model" aside="Newest first">
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">No requests yet.</p>
      ) : (
        <section {...focusable} aria-label="Table of usage" className="max-h-96 overflow-auto">
          <table className="w-full text-left">
            <thead>
              <tr>
                <HeadCell name="Day" />
                <HeadCell name="Model" />
                {NUMBER_COLUMNS.map((name) => (
                  <HeadCell key={name} name={name} isNumber />
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-t border-line">
              {rows.map((row) => (
                <tr key={`${row.day} ${row.model}`} className="align-top tabular-nums">
                  <td className="py-1.5 pr-3 pl-4 whitespace-nowrap">{row.day}</td>
                  <td className="min-w-40 px-3 py-1.5 [overflow-wrap:anywhere]">{row.model}</td>
                  <NumberCell>{formatNumber(row.requests)}</NumberCell>
                  <NumberCell isFailure={row.failed > 0}>{formatNumber(row.failed)}</NumberCell>
                  <NumberCell>{formatNumber(row.cancelled)}</NumberCell>
                  <NumberCell>{formatNumber(row.inputTokens)}</NumberCell>
                  <NumberCell>{formatNumber(row.outputTokens)}</NumberCell>
                  <NumberCell>{formatCost(row)}</NumberCell>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

function HeadCell({ name, isNumber = false }: { name: string; isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={`px-3 py-2 font-medium first:pl-4 last:pr-4 whitespace-nowrap text-muted ${isNumber ? "text-right" : ""}`}
    >
      {name}
    </th>
  );
}

function NumberCell({ children, isFailure = false }: { children: string; isFailure?: boolean }) {
  return (
    <td className={`px-3 py-1.5 text-right whitespace-nowrap last:pr-4 ${isFailure ? "text-unhealthy" : ""}`}>
      {children}
    </td>
  );
}
