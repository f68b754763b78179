import type { ReactNode } from "react";

/** Something to do, and what it is good for. */
export function Step({ what, children }: { what: ReactNode; children: ReactNode }) {
  return (
    <li className="grid gap-x-6 px-4 py-2 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <span>{what}</span>
      <span className="text-muted">{children}</span>
    </li>
  );
}
