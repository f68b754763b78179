import type { DocumentsOutcome, OpenDocuments } from "@aegis-stack/runtime/ai/rag/documents-page";
import { Form } from "react-router";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";

const FIELD_CLASSES = "mt-1 block w-full rounded-md border border-line bg-panel px-3 py-2 text-base";

interface AddDocumentProps extends Pick<OpenDocuments, "owners" | "fileEndings"> {
  outcome: DocumentsOutcome | undefined;
}

/** Adds a file, which replaces one of the same name, or a text, which is called by its first line. */
export const AddDocument = ({ owners, fileEndings, outcome }: AddDocumentProps) => (
  <Panel id="add" title="Add a document">
    <Form key={outcome?.message} method="post" encType="multipart/form-data" className="space-y-4 p-4">
      <input type="hidden" name="ask" value="add" />
      <label className="block">
        File, as text, Markdown or HTML
        <input type="file" name="file" accept={fileEndings} className={FIELD_CLASSES} />
      </label>
      <label className="block">
        Or a text
        <textarea name="text" rows={6} defaultValue={outcome?.text} className={FIELD_CLASSES} />
      </label>
      {owners.length > 1 && (
        <label className="block">
          Who may find it
          <select name="owner" className={FIELD_CLASSES}>
            {owners.map(({ owner, name }) => (
              <option key={owner} value={owner} label={name} />
            ))}
          </select>
        </label>
      )}
      <Button type="submit" look="primary">
        Add
      </Button>
      <div role="alert" className="not-has-[p]:hidden">
        {outcome?.result === "done" && <StatusMark status="healthy" word="Added" />}
        {outcome?.result === "failed" && <StatusMark status="unhealthy" word="Not added" />}
        {outcome && <p>{`${outcome.message} ${outcome.hint}`}</p>}
      </div>
    </Form>
  </Panel>
);
