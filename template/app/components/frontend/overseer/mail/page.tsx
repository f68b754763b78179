import { type ClientLoaderFunctionArgs, useLoaderData } from "react-router";
import { mail, outbox } from "#app/services/mail/index.ts";
import { useClock } from "../../ui/clock.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { componentAt } from "../tree.ts";
import { useOverseer } from "../use-overseer.ts";
import { OutboxList } from "./outbox-list.tsx";
import { MailSteps } from "./steps.tsx";

/** Milliseconds. */
const INTERVAL = 3_000;

export async function loader() {
  const { kind, place } = mail.transport;
  const mails = kind === "outbox" ? await outbox.list() : [];
  return {
    readAt: Date.now(),
    kind,
    place,
    sending: await mail.report(),
    entries: mails.map(({ id, to, subject, sentAt }) => ({ id, to, subject, sentAt })),
  };
}
type MailPageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<MailPageData>();
export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<MailPageData>());
clientLoader.hydrate = true as const;

const WAYS = { smtp: "SMTP", outbox: "Outbox", none: "None" };

export default function MailPage() {
  const { readAt, kind, place, sending, entries } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  useRefresh(INTERVAL);
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "services", "mail") ?? {};
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
        <Fact name="Sent by">{WAYS[kind]}</Fact>
        <Fact name="Where">{place}</Fact>
        <Fact name="Last sent">{lastSuccessAt === null ? "Never" : <RelativeTime at={lastSuccessAt} />}</Fact>
        <Fact name="Last failure">{lastFailure ? <RelativeTime at={lastFailure.at} /> : "None"}</Fact>
        <Fact name="Its code">{lastFailure?.code ?? "None"}</Fact>
        <Fact name="In the outbox">{kind === "outbox" ? entries.length : "Not in use"}</Fact>
      </Facts>
      {node && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {kind === "outbox" && <OutboxList entries={entries} name={application.name} />}
      <MailSteps name={application.name} />
    </div>
  );
}
