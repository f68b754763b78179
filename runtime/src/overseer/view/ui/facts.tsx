import type { ReactNode } from "react";

/** The most important figures of a page: six in a row, or as many as fit. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-panel px-4 py-2">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="truncate tabular-nums">{children}</dd>
    </div>
  );
}
