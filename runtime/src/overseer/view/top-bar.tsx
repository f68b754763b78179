import type { HealthStatus } from "../../health/index.ts";
import { NAVIGATION_ID } from "./navigation.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

/** On a narrow screen: the button for the navigation, and the status that the navigation shows otherwise. */
export function TopBar({ name, status }: { name: string; status: HealthStatus }) {
  return (
    <header className="sticky top-0 z-10 flex h-12 items-center justify-between gap-4 border-b border-line bg-panel px-4 md:hidden">
      <button
        type="button"
        popoverTarget={NAVIGATION_ID}
        className="-ml-2 flex h-9 min-w-0 cursor-pointer items-center gap-3 rounded-md px-2 font-semibold hover:bg-sunken"
      >
        <svg viewBox="0 0 16 16" className="size-4 shrink-0 stroke-current stroke-[1.5]" aria-hidden="true">
          <path d="M2 4.5h12M2 8h12M2 11.5h12" strokeLinecap="round" />
        </svg>
        <span className="truncate">{name}</span>
        <span className="sr-only">, open the navigation</span>
      </button>
      <StatusMark status={status} />
    </header>
  );
}
