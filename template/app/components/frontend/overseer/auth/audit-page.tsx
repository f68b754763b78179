import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { audit } from "#app/services/auth/index.ts";
import { Panel } from "../../ui/panel.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";

const COLUMNS = "lg:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_6rem]";

export async function loader({ request }: LoaderFunctionArgs) {
  const before = new URL(request.url).searchParams.get("before") ?? undefined;
  return await audit.list({ before });
}

/** Who has changed what? */
export default function AuditPage() {
  const { entries, more } = useLoaderData<typeof loader>();
  const { application } = useOverseer().snapshot.health;
  return (
    <div className="space-y-8">
      <title>{`audit trail · ${application.name}`}</title>
      <header>
        <TextLink to="/overseer/services/auth">auth</TextLink>
        <h1 className="text-2xl font-semibold">Audit trail</h1>
        <p className="mt-1 text-muted">What operators have changed. Entries are kept for a year.</p>
      </header>
      <Panel id="entries" title="Who has changed what?" aside="The newest first">
        {entries.length === 0 && <p className="px-4 py-3 text-muted">Nothing yet.</p>}
        <ul className="divide-y divide-line">
          {entries.map(({ id, at, actor, action, target, outcome, address }) => (
            <li key={id} className={`grid grid-cols-2 gap-x-6 gap-y-1 px-4 py-2 ${COLUMNS}`}>
              <RelativeTime at={at} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {actor}
                {address && <span className="text-muted"> from {address}</span>}
              </span>
              <span className="font-medium">{action}</span>
              <span className="min-w-0 [overflow-wrap:anywhere]">{target}</span>
              <StatusMark
                status={outcome === "done" ? "healthy" : "unhealthy"}
                word={outcome === "done" ? "Done" : "Failed"}
              />
            </li>
          ))}
        </ul>
        {more && (
          <p className="border-t border-line px-4 py-2">
            <TextLink to={`?before=${entries.at(-1)?.id}`}>Older ones</TextLink>
          </p>
        )}
      </Panel>
    </div>
  );
}
