import type { ReactNode } from "react";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { ThemeToggle } from "../ui/theme-toggle.tsx";

interface FrameProps {
  title: string;
  /** Of the application. */
  name: string;
  children: ReactNode;
  /** Ways to other pages. */
  ways?: ReactNode;
  /** Whether it holds more than one form. */
  isWide?: boolean;
}

const NARROW_CLASSES = "max-w-sm min-h-dvh justify-center py-12";
const WIDE_CLASSES = "max-w-3xl py-8 sm:px-6 sm:py-16";

/** A page about an account: one form in the middle, or a column of them. */
export function Frame({ title, name, children, ways, isWide = false }: FrameProps) {
  return (
    <>
      <title>{`${title} · ${name}`}</title>
      <SkipLink />
      <main
        id={CONTENT_ID}
        className={`mx-auto flex w-full flex-col gap-6 px-4 ${isWide ? WIDE_CLASSES : NARROW_CLASSES}`}
      >
        <header>
          <div className="flex items-center justify-between gap-4">
            <TextLink to="/" className="min-w-0 truncate py-1 text-xs">
              {name}
            </TextLink>
            <ThemeToggle />
          </div>
          <h1 className="mt-2 text-xl font-semibold">{title}</h1>
        </header>
        {children}
        {ways && (
          <nav aria-label="Other ways" className="flex flex-wrap justify-between gap-x-4 gap-y-2">
            {ways}
          </nav>
        )}
      </main>
    </>
  );
}
