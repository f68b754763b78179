import type { DocumentsOutcome, OpenDocuments } from "@aegis-stack/runtime/ai/rag/documents-page";
import { Form, useNavigation } from "react-router";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";

const OUTCOME_STATUSES = {
  done: { status: "healthy", word: "Added" },
  failed: { status: "unhealthy", word: "Not added" },
} as const;

const FIELD_CLASSES = "w-full rounded-md border border-line bg-panel px-3 py-2 text-base";

interface AddDocumentProps extends Pick<OpenDocuments, "owners" | "fileEndings"> {
  outcome: DocumentsOutcome | undefined;
}

/** Adds a file or a text. A file of the same name replaces the one before. */
export function AddDocument({ owners, fileEndings, outcome }: AddDocumentProps) {
  const isAdding = useNavigation().formData?.get("ask") === "add";
  return (
    <Panel id="add" title="Add a document">
      <Form
        // A new form once it is added: its fields are empty then.
        key={outcome?.message}
        method="post"
        encType="multipart/form-data"
        className="space-y-4 p-4"
      >
        <input type="hidden" name="ask" value="add" />
        <label className="block space-y-1">
          <span>File, as text, Markdown or HTML</span>
          <input
            type="file"
            name="file"
            accept={fileEndings}
            className={`${FIELD_CLASSES} file:mr-3 file:rounded-md file:border file:border-line file:bg-sunken file:px-3 file:py-0.5`}
          />
        </label>
        <label className="block space-y-1">
          <span>Or its title</span>
          <input name="title" maxLength={200} defaultValue={outcome?.title} className={FIELD_CLASSES} />
        </label>
        <label className="block space-y-1">
          <span>And its text</span>
          <textarea name="text" rows={6} defaultValue={outcome?.text} className={FIELD_CLASSES} />
        </label>
        {owners.length > 1 && (
          <label className="block space-y-1">
            <span>Who may find it</span>
            <select name="owner" className={FIELD_CLASSES}>
              {owners.map(({ owner, name }) => (
                <option key={owner} value={owner}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button type="submit" look="primary" aria-disabled={isAdding || undefined}>
          {isAdding ? "Adding…" : "Add"}
        </Button>
        <div role="alert" className="not-has-[p]:hidden">
          {outcome && (
            <p className="flex flex-wrap items-center gap-x-3">
              <StatusMark {...OUTCOME_STATUSES[outcome.result]} />
              {`${outcome.message} ${outcome.hint}`}
            </p>
          )}
        </div>
      </Form>
    </Panel>
  );
}
