import type { ReactNode } from "react";

interface PanelProps {
  /** The heading's id, so that the section is announced by its name. */
  id: string;
  title: string;
  /** What stands at the right of the heading: a hint, an age. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One section of a page: a heading above a frame. The heading is a noun that operators search for. */
export function Panel({ id, title, aside, children }: PanelProps) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside && <p className="text-xs text-muted">{aside}</p>}
      </div>
      <div className="overflow-hidden rounded-md border border-line bg-panel">{children}</div>
    </section>
  );
}
