import { type ClientLoaderFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import type { MailPage as PageData } from "../../pages/mail.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { load } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Fact, Facts } from "../ui/facts.tsx";
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
  const { entries } = useOverseer();
  useRefresh(REFRESH_INTERVAL_MS);
  const { lastSuccessAt, lastFailure } = sending;
  return (
    <ComponentFrame
      group="services"
      name="mail"
      readAt={readAt}
      facts={
        <Facts>
          <Fact name="Transport">{TRANSPORT_NAMES[kind]}</Fact>
          <Fact name="Destination">{place}</Fact>
          <Fact name="Last sent">
            {lastSuccessAt === null ? "Never" : <RelativeTime at={lastSuccessAt} />}
          </Fact>
          <Fact name="Last failure">{lastFailure ? <RelativeTime at={lastFailure.at} /> : "None"}</Fact>
          <Fact name="Error code">{lastFailure?.code ?? "None"}</Fact>
          <Fact name="Outbox">{kind === "outbox" ? mails.length : "Not in use"}</Fact>
        </Facts>
      }
    >
      {kind === "outbox" && <OutboxList entries={mails} />}
      <MailSteps hasWorker={entries.some(({ name }) => name === "worker")} />
    </ComponentFrame>
  );
}
