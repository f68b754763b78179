import type { DocumentOwner } from "../owners.ts";
import type { DocumentReport, DocumentSummary } from "../reports.ts";

/** What a page of documents is rendered from. */
export interface DocumentsPage {
  /** The name of the application. */
  readonly name: string;
  /** Undefined where the caller may not use the page: `refusal` says why. */
  readonly open: OpenDocuments | undefined;
  readonly refusal: { readonly message: string; readonly hint: string } | undefined;
}

/** A document in a list. */
export interface ListedDocument extends DocumentSummary {
  /** Whose it is, in a word for readers. */
  readonly ownerName: string;
  /** Whether the caller may delete it. */
  readonly isDeletable: boolean;
}

/** The documents of a caller. */
export interface OpenDocuments {
  /** The newest first. */
  readonly documents: readonly ListedDocument[];
  /** Whether there are older ones: `?before=` with the id of the last document leads to them. */
  readonly hasMore: boolean;
  /** The one at the page's address. */
  readonly document: DocumentReport | undefined;
  /** Whose documents the caller may add. */
  readonly owners: readonly DocumentOwner[];
  /** The endings of files that can be documents, as a field for files accepts them: ".txt,.md". */
  readonly fileEndings: string;
}

/** What became of a form. */
export interface DocumentsOutcome {
  readonly result: "done" | "failed";
  readonly message: string;
  readonly hint: string;
  /** What was written and not added, to be added again. */
  readonly title: string;
  readonly text: string;
}
