import type { ReactNode } from "react";
import { findItem } from "../health-tree.ts";
import type { Fault } from "../pages/fault.ts";
import { Message, Messages } from "./actions/report-message.tsx";
import { Checks } from "./checks.tsx";
import { ComponentHeader } from "./component-header.tsx";
import { freshnessOf } from "./refresh/freshness-of.ts";
import { useClock } from "./ui/clock.tsx";
import { Panel } from "./ui/panel.tsx";
import { useOverseer } from "./use-overseer.ts";

interface ComponentFrameProps {
  group: "components" | "services";
  name: string;
  /** When the page's own figures were read, in milliseconds since 1970; absent where all of them are live. */
  readAt?: number;
  /** Why a part of the page cannot be read. */
  fault?: Fault | null | undefined;
  messages?: ReactNode;
  /** The figures above the checks. */
  facts?: ReactNode;
  checksAside?: string;
  children: ReactNode;
}

/** What the page of every capability has: title, status, messages, figures and checks, above its own panels. */
export function ComponentFrame({
  group,
  name,
  readAt,
  fault,
  messages,
  facts,
  checksAside,
  children,
}: ComponentFrameProps) {
  const { snapshot, freshness, entries } = useOverseer();
  const { time } = useClock();
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, group, name) ?? {};
  return (
    <div className="space-y-8">
      <title>{`${name} · ${application.name}`}</title>
      <ComponentHeader
        name={name}
        node={node}
        entry={entry}
        freshness={readAt === undefined ? freshness : freshnessOf(freshness, readAt, time)}
      />
      <Messages>
        {fault && <FaultMessage fault={fault} />}
        {messages}
      </Messages>
      {facts}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Checks" aside={checksAside}>
          <Checks nodes={node.children} />
        </Panel>
      )}
      {children}
    </div>
  );
}

/** Why something cannot be shown, and what to do. */
export function FaultMessage({ fault: { message, hint } }: { fault: Fault }) {
  return <Message status="unhealthy" word="Unavailable" message={message} hint={hint} />;
}
