/** Where the skip link leads; every page's `main` carries it. */
export const CONTENT_ID = "content";

export function SkipLink() {
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="sr-only rounded-md border border-line bg-panel font-medium focus:not-sr-only focus:fixed focus:px-3 focus:py-2 focus:top-2 focus:left-2 focus:z-20"
    >
      Skip to content
    </a>
  );
}
