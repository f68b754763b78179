import { type ClientLoaderFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { formatMilliseconds, formatNumber } from "../../format/quantity.ts";
import type { AiPage as PageData } from "../../pages/ai.ts";
import { Message } from "../actions/report-message.tsx";
import { ComponentFrame } from "../component-frame.tsx";
import { load } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { BudgetPanel } from "./budget-panel.tsx";
import { formatCost } from "./cost.ts";
import { LastFailures } from "./last-failures.tsx";
import { AiSteps } from "./steps.tsx";
import { UsageCharts } from "./usage-charts.tsx";
import { UsageTable } from "./usage-table.tsx";

/** Milliseconds. Its queries read a month of requests. */
const REFRESH_INTERVAL_MS = 15_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.ai());

const orLastKnown = createLastKnown<PageData>();
export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export default function AiPage() {
  const { readAt, model, isPersistent, usage, budget, fault } = useLoaderData<typeof loader>();
  useRefresh(REFRESH_INTERVAL_MS);
  const firstOutput = usage?.firstOutput ?? null;
  return (
    <ComponentFrame
      group="services"
      name="ai"
      readAt={readAt}
      fault={fault}
      messages={
        !isPersistent && (
          <Message
            status="info"
            word="In memory"
            message="Usage and conversations are in the memory of this process."
            hint="They are lost when it ends; with a database they are kept."
          />
        )
      }
      facts={
        <Facts>
          <Fact name="Default model">
            <span title={model ?? undefined}>{model ?? "None"}</span>
          </Fact>
          <Fact name="Requests today">{usage ? formatNumber(usage.today.requests) : "–"}</Fact>
          <Fact name="Failed today">{usage ? formatNumber(usage.today.failed) : "–"}</Fact>
          <Fact name="Cost today">
            {usage ? <span title={formatCost(usage.today)}>{formatCost(usage.today)}</span> : "–"}
          </Fact>
          <Fact name="First output, p50">
            {firstOutput ? <Figure quantity={formatMilliseconds(firstOutput.p50Ms)} /> : "–"}
          </Fact>
          <Fact name="First output, p95">
            {firstOutput ? <Figure quantity={formatMilliseconds(firstOutput.p95Ms)} /> : "–"}
          </Fact>
        </Facts>
      }
    >
      {budget && <BudgetPanel budget={budget} />}
      {usage && (
        <>
          <UsageCharts days={usage.days} />
          <UsageTable rows={usage.rows} />
          <LastFailures failures={usage.failures} />
        </>
      )}
      <AiSteps />
    </ComponentFrame>
  );
}
