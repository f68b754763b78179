import { type ClientLoaderFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { findItem } from "../../health-tree.ts";
import type { MailPage as PageData } from "../../pages/mail.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { load } from "../page-context.ts";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useClock } from "../ui/clock.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { useOverseer } from "../use-overseer.ts";
import { OutboxList } from "./outbox-list.tsx";
import { MailSteps } from "./steps.tsx";

/** Milliseconds. */
const REFRESH_INTERVAL_MS = 3_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.mail());

const orLastKnown = createLastKnown<PageData>();
export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

const TRANSPORT_NAMES = { smtp: "SMTP", outbox: "Outbox", none: "None" };

export default function MailPage() {
  const { readAt, kind, place, sending, entries: mails } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries } = useOverseer();
  const { time } = useClock();
  useRefresh(REFRESH_INTERVAL_MS);
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "services", "mail") ?? {};
  const { lastSuccessAt, lastFailure } = sending;
  return (
    <div className="space-y-8">
      <title>{`mail · ${application.name}`}</title>
      <ComponentHeader
        name="mail"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Facts>
        <Fact name="Sent by">{TRANSPORT_NAMES[kind]}</Fact>
        <Fact name="Where">{place}</Fact>
        <Fact name="Last sent">{lastSuccessAt === null ? "Never" : <RelativeTime at={lastSuccessAt} />}</Fact>
        <Fact name="Last failure">{lastFailure ? <RelativeTime at={lastFailure.at} /> : "None"}</Fact>
        <Fact name="Its code">{lastFailure?.code ?? "None"}</Fact>
        <Fact name="In the outbox">{kind === "outbox" ? mails.length : "Not in use"}</Fact>
      </Facts>
      {node && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {kind === "outbox" && <OutboxList entries={mails} />}
      <MailSteps hasWorker={entries.some(({ name }) => name === "worker")} />
    </div>
  );
}
