import { data, type LoaderFunctionArgs } from "react-router";
import { AppError, HTTP_STATUS, toPublicError } from "../../../errors/index.ts";
import type { AiCaller } from "../../caller.ts";
import { findCaller } from "../../chat-page/server/find-caller.ts";
import { DOCUMENT_FILE_ENDINGS } from "../documents/document-file.ts";
import { PUBLIC_OWNER } from "../owners.ts";
import type { DocumentsPage, OpenDocuments } from "./page-data.ts";
import type { DocumentsPageOptions } from "./page-options.ts";

/** What the page shows, or why it is closed. */
export async function readDocumentsPage(
  options: DocumentsPageOptions,
  { request, params }: Pick<LoaderFunctionArgs, "request" | "params">,
): Promise<ReturnType<typeof data<DocumentsPage>>> {
  const { name } = options;
  try {
    const { caller, headers } = await findCaller(options.ai.callers, request);
    const before = new URL(request.url).searchParams.get("before") ?? undefined;
    const open = await readDocuments(options, { caller, before, id: params.document });
    return data({ name, open, refusal: undefined }, { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { category, message, hint } = toPublicError(error);
    const status = HTTP_STATUS[category];
    if (error.code === "ai.unknown-document") throw data(null, { status });
    return data({ name, open: undefined, refusal: { message, hint } }, { status });
  }
}

/** What is asked of the documents. */
interface DocumentsQuery {
  readonly caller: AiCaller;
  readonly before: string | undefined;
  /** The document at the page's address. */
  readonly id: string | undefined;
}

async function readDocuments(
  { documents: { service, owners } }: DocumentsPageOptions,
  { caller, before, id }: DocumentsQuery,
): Promise<OpenDocuments> {
  const [readable, writable] = await Promise.all([owners.readable(caller), owners.writable(caller)]);
  const [page, document] = await Promise.all([
    service.listDocuments(readable, { before }),
    id === undefined ? undefined : service.readDocument(readable, id),
  ]);
  const names = new Map([
    [PUBLIC_OWNER, "Everyone"],
    ...writable.map(({ owner, name }) => [owner, name] as const),
  ]);
  return {
    documents: page.documents.map((listed) => ({
      ...listed,
      ownerName: names.get(listed.owner) ?? listed.owner,
      isDeletable: writable.some(({ owner }) => owner === listed.owner),
    })),
    hasMore: page.more,
    document,
    owners: writable,
    fileEndings: DOCUMENT_FILE_ENDINGS.join(","),
  };
}
