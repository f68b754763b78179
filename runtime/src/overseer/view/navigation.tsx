import type { ReactNode } from "react";
import { NavLink } from "react-router";
import type { HealthNode, HealthStatus } from "../../health/index.ts";
import type { OverseerEntry } from "../capabilities.ts";
import { listSections } from "../health-tree.ts";
import { SignedInAs } from "./signed-in-as.tsx";
import { type MarkStatus, StatusMark } from "./ui/status-mark.tsx";
import { ThemeToggle } from "./ui/theme-toggle.tsx";

export const NAVIGATION_ID = "navigation";

interface NavigationProps {
  name: string;
  status: HealthStatus;
  tree: HealthNode;
  entries: readonly OverseerEntry[];
  panels: readonly { name: string; title: string }[];
}

/**
 * A column on a wide screen, a popover on a narrow one. The browser itself opens it, closes it on Esc and
 * returns the focus, so it works before any script does.
 */
export function Navigation({ name, status, tree, entries, panels }: NavigationProps) {
  return (
    <nav
      id={NAVIGATION_ID}
      popover="auto"
      aria-label="Overseer"
      className="m-0 h-dvh max-h-dvh w-64 flex-col gap-6 overflow-y-auto border-r border-line bg-panel p-4 text-ink backdrop:bg-black/40 open:flex md:sticky md:inset-auto md:top-0 md:flex md:w-auto"
    >
      <div className="px-2">
        <p className="truncate text-base font-semibold">{name}</p>
        <p className="text-xs text-muted">Overseer</p>
      </div>
      <ul className="space-y-px">
        <Item to="/" status={status}>
          Overview
        </Item>
      </ul>
      {listSections(tree, entries).map(({ group, items }) => (
        <div key={group}>
          <h2 className="mb-1 px-2 text-xs font-medium text-muted capitalize">{group}</h2>
          <ul className="space-y-px">
            {items.map((item) => (
              <Item key={item.name} to={`/${group}/${item.name}`} status={item.node?.status ?? "none"}>
                {item.name}
              </Item>
            ))}
          </ul>
        </div>
      ))}
      {panels.length > 0 && (
        <div>
          <h2 className="mb-1 px-2 text-xs font-medium text-muted">Panels</h2>
          <ul className="space-y-px">
            {panels.map((panel) => (
              <Item key={panel.name} to={`/panels/${panel.name}`} status="none">
                {panel.title}
              </Item>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-auto flex items-center justify-between gap-2 px-2">
        <a href="/" className="whitespace-nowrap text-muted hover:text-ink">
          Start page
        </a>
        <ThemeToggle />
      </div>
      <SignedInAs className="border-t border-line px-2 pt-4" />
    </nav>
  );
}

function Item({ to, status, children }: { to: string; status: MarkStatus; children: ReactNode }) {
  return (
    <li>
      <NavLink
        to={to}
        end={to === "/"}
        onClick={() => document.getElementById(NAVIGATION_ID)?.hidePopover()}
        className="flex h-8 items-center gap-3 rounded-md px-2 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink"
      >
        <StatusMark status={status} as="dot" />
        <span className="truncate">{children}</span>
      </NavLink>
    </li>
  );
}
