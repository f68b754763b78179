import type { ActionFunctionArgs, data, LoaderFunctionArgs } from "react-router";
import type { DocumentsOutcome, DocumentsPage } from "./page-data.ts";
import type { DocumentsPageOptions } from "./page-options.ts";
import { readDocumentsPage } from "./read-documents-page.ts";
import { sendDocumentsForm } from "./send-documents-form.ts";

export type { DocumentsOutcome, DocumentsPage, ListedDocument, OpenDocuments } from "./page-data.ts";
export type { DocumentsPageOptions } from "./page-options.ts";

type PageResponse<Data> = ReturnType<typeof data<Data>>;

/** The loader and the action of a page for documents. Each reaches what the request's caller may. */
export interface DocumentsPageRoute {
  /** Unknown documents are 404. A caller who may not use models gets the status and the reason. */
  loader(request: LoaderFunctionArgs): Promise<PageResponse<DocumentsPage>>;
  /**
   * Does what the field `ask` names: "add" (with `file`, or `title` and `text`, and `owner` where there are several) and "delete" (with
   * `id`). It works without scripts, and responds with a redirect or with what became of it.
   */
  action(request: ActionFunctionArgs): Promise<PageResponse<DocumentsOutcome> | Response>;
}

/** Creates the server's part of a page of documents. */
export const createDocumentsPage = (options: DocumentsPageOptions): DocumentsPageRoute => ({
  loader: (request) => readDocumentsPage(options, request),
  action: (request) => sendDocumentsForm(options, request),
});
