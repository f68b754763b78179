/** The keyboard scrolls what has the focus, so a box that scrolls has to be able to have it. */
const focusable = { tabIndex: 0 };

/** Preformatted text under its name, in a box that scrolls when the text is long. */
export function ScrollableText({ id, name, text }: { id: string; name: string; text: string }) {
  return (
    <>
      <p id={id} className="text-xs text-muted">
        {name}
      </p>
      <section {...focusable} aria-labelledby={id} className="max-h-96 overflow-auto">
        <pre className="text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
      </section>
    </>
  );
}
