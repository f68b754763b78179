import { formatNumber } from "../../format/quantity.ts";
import type { Block } from "../../panel.ts";
import { Fact, Facts } from "../ui/facts.tsx";

const formatCell = (value: string | number | null): string =>
  value === null ? "–" : typeof value === "number" ? formatNumber(value) : value;

/** Figures in a row, or a table. */
export function PanelBlock({ block }: { block: Block }) {
  if (block.kind === "figures") {
    return (
      <Facts>
        {block.items.map(({ label, value, unit }) => (
          <Fact key={label} name={label}>
            {formatCell(value)}
            {unit && <span className="ml-0.5 text-muted">{unit}</span>}
          </Fact>
        ))}
      </Facts>
    );
  }
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-panel">
      <table className="w-full text-left">
        <thead>
          <tr>
            {block.columns.map((column) => (
              <th key={column} scope="col" className="px-4 py-2 font-medium whitespace-nowrap text-muted">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {block.rows.map((row) => (
            <tr key={JSON.stringify(row)} className="align-top">
              {block.columns.map((column, index) => (
                <td
                  key={column}
                  className={`px-4 py-2 tabular-nums ${typeof row[index] === "number" ? "text-right" : "[overflow-wrap:anywhere]"}`}
                >
                  {formatCell(row[index] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {block.rows.length === 0 && <p className="px-4 py-3 text-muted">No rows.</p>}
    </div>
  );
}
