import type { OpenDocuments } from "@aegis-stack/runtime/ai/rag/documents-page";
import { useActionData, useLoaderData } from "react-router";
import { signedIn } from "../../auth/guard.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Panel } from "../../ui/panel.tsx";
import { CONTENT_ID, SkipLink } from "../../ui/skip-link.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { ThemeToggle } from "../../ui/theme-toggle.tsx";
import { AddDocument } from "./add-document.tsx";
import type { action, loader } from "./documents.ts";

export { action, loader } from "./documents.ts";

export const middleware = signedIn(); // aegis:auth

/** The documents that models search: one, or what there is and what to add. It is complete without scripts. */
export default function Documents() {
  const { name, open, refusal } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const title = open?.document?.title ?? "Documents";
  return (
    <div className="mx-auto max-w-3xl px-4 pb-12 sm:px-6">
      <title>{`${title} · ${name}`}</title>
      <SkipLink />
      <header className="flex items-center justify-between gap-4 py-4">
        <TextLink to={open?.document ? "/documents" : "/chat"} className="py-1 text-xs">
          {open?.document ? "All documents" : "Chat"}
        </TextLink>
        <ThemeToggle />
      </header>
      <main id={CONTENT_ID} className="space-y-6">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
        {refusal && <p className="text-base">{`${refusal.message} ${refusal.hint}`}</p>}
        <p className="text-base whitespace-pre-wrap [overflow-wrap:anywhere] empty:hidden">
          {open?.document?.text}
        </p>
        {open && !open.document && <List {...open} />}
        {open && !open.document && <AddDocument {...open} outcome={outcome} />}
      </main>
    </div>
  );
}

const List = ({ documents, hasMore }: OpenDocuments) => (
  <Panel id="stored" title="What answers may cite" aside={`${documents.length} shown`}>
    {documents.length === 0 && <p className="p-4 text-muted">There are no documents yet.</p>}
    <ul className="divide-y divide-line">
      {documents.map(({ id, title, ownerName, isDeletable }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <TextLink to={`/documents/${id}`} className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
            {title}
          </TextLink>
          <span className="text-muted">{ownerName}</span>
          {isDeletable && (
            <Confirm
              action="Delete"
              doing="Deleting…"
              title={`Delete “${title}”?`}
              ask="delete"
              fields={{ id }}
            >
              <p>Answers can no longer cite it.</p>
            </Confirm>
          )}
        </li>
      ))}
    </ul>
    {hasMore && (
      <TextLink to={`?before=${documents.at(-1)?.id}`} className="m-4 inline-block">
        Older documents
      </TextLink>
    )}
  </Panel>
);
