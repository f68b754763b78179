import type { ReactNode } from "react";
import { Panel } from "./ui/panel.tsx";

/** The commands, settings and files that an operator needs next. */
export function Steps({ children }: { children: ReactNode }) {
  return (
    <Panel id="next" title="Next steps">
      <ul className="divide-y divide-line">{children}</ul>
    </Panel>
  );
}

/** One command, setting or file, and what it does. */
export function Step({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <li className="grid gap-x-6 px-4 py-2 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <span>{term}</span>
      <span className="text-muted">{children}</span>
    </li>
  );
}
