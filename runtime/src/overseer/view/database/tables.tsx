import type { DatabaseReport } from "../../../database/index.ts";
import { formatNumber } from "../../format/quantity.ts";
import { OwnScript } from "../own-command.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** The tables, with the number of their rows. */
export function Tables({ tables, countedAt }: Pick<DatabaseReport, "tables" | "countedAt">) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const more = tables.some((table) => table.more);
  return (
    <Panel
      id="tables"
      title="Tables"
      aside={
        tables.length > 0 && (
          <>
            {formatNumber(rows)}
            {more && "+"} rows in {tables.length} tables, counted <RelativeTime at={countedAt} />
          </>
        )
      }
    >
      {tables.length === 0 && (
        <p className="px-4 py-3 text-muted">
          No tables yet. Define one in a service's <code className="text-ink">tables.ts</code>, name the file
          in <code className="text-ink">app/services/tables.ts</code>, then run{" "}
          <OwnScript>db:generate</OwnScript>.
        </p>
      )}
      <ul className="-mr-px -mb-px grid sm:grid-cols-2 lg:grid-cols-3">
        {tables.map((table) => (
          <li
            key={table.name}
            className="flex min-w-0 items-baseline justify-between gap-4 border-r border-b border-line px-4 py-1.5"
          >
            <code className="truncate" title={table.name}>
              {table.name}
            </code>
            <span
              className="whitespace-nowrap tabular-nums"
              title={table.more ? "Counting stops here" : undefined}
            >
              {formatNumber(table.rows)}
              {table.more && "+"} <span className="text-muted">{table.rows === 1 ? "row" : "rows"}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
