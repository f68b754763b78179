import { Form, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { Button } from "../actions/button.tsx";
import { load } from "../page-context.ts";
import { Panel } from "../ui/panel.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";

const COLUMN_HEADINGS = ["Time (UTC)", "Actor", "Action", "Target", "Outcome"];

/** To the second, the same wherever it is read: entries are compared with logs. */
const timeOf = (at: string): string => at.slice(0, 19).replace("T", " ");

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.audit(new URL(request.url).searchParams));

/** The changes that operators have requested. */
export default function AuditPage() {
  const { entries, more, search, outcome } = useLoaderData<typeof loader>();
  const isFiltered = search !== "" || outcome !== "";
  const older = new URLSearchParams({
    ...(search && { search }),
    ...(outcome && { outcome }),
    before: entries.at(-1)?.id ?? "",
  });
  const { application } = useOverseer().snapshot.health;
  return (
    <div className="space-y-8">
      <title>{`audit log · ${application.name}`}</title>
      <header>
        <TextLink to="/services/auth">auth</TextLink>
        <h1 className="text-2xl font-semibold">Audit log</h1>
        <p className="mt-1 text-muted">Changes made by operators. Entries are kept for a year.</p>
      </header>
      <Panel id="entries" title="Entries" aside="Newest first">
        <Form className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-2" role="search">
          <input
            type="search"
            name="search"
            defaultValue={search}
            aria-label="Search by actor, action or target"
            placeholder="Actor, action or target"
            className="h-8 w-full max-w-sm rounded-md border border-line bg-panel px-3"
          />
          <select
            name="outcome"
            defaultValue={outcome}
            aria-label="Outcome"
            className="h-8 rounded-md border border-line bg-panel px-2"
          >
            <option value="">Every outcome</option>
            <option value="done">Done</option>
            <option value="failed">Failed</option>
          </select>
          <Button type="submit">Filter</Button>
        </Form>
        {entries.length === 0 ? (
          <p className="px-4 py-3 text-muted">{isFiltered ? "No entry matches." : "No entries yet."}</p>
        ) : (
          <table className="block w-full text-left lg:table">
            <thead className="sr-only lg:not-sr-only lg:table-header-group">
              <tr>
                {COLUMN_HEADINGS.map((heading) => (
                  <th
                    key={heading}
                    scope="col"
                    className="px-4 py-2 font-medium whitespace-nowrap text-muted"
                  >
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="block divide-y divide-line border-line lg:table-row-group lg:border-t">
              {entries.map(({ id, at, actor, action, target, outcome, address }) => (
                <tr key={id} className="grid grid-cols-2 gap-x-6 gap-y-1 px-4 py-2 align-top lg:table-row">
                  <td className="min-w-0 lg:px-4 lg:py-2 whitespace-nowrap">
                    <time dateTime={at}>{timeOf(at)}</time>
                  </td>
                  <td className="min-w-0 lg:px-4 lg:py-2 [overflow-wrap:anywhere]">
                    {actor}
                    {address && <span className="text-muted"> from {address}</span>}
                  </td>
                  <td className="min-w-0 lg:px-4 lg:py-2 font-medium">{action}</td>
                  <td className="min-w-0 lg:px-4 lg:py-2 [overflow-wrap:anywhere]">{target}</td>
                  <td className="min-w-0 lg:px-4 lg:py-2 whitespace-nowrap">
                    <StatusMark
                      status={outcome === "done" ? "healthy" : "unhealthy"}
                      word={outcome === "done" ? "Done" : "Failed"}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {more && (
          <p className="border-t border-line px-4 py-2">
            <TextLink to={`?${older}`}>Older entries</TextLink>
          </p>
        )}
      </Panel>
    </div>
  );
}
