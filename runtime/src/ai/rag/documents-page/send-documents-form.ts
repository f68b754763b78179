import { type ActionFunctionArgs, data, redirect } from "react-router";
import { AppError, HTTP_STATUS, toPublicError } from "../../../errors/index.ts";
import { toOwner } from "../../caller.ts";
import { findCaller } from "../../chat-page/server/find-caller.ts";
import { readDocumentFile } from "../documents/document-file.ts";
import type { DocumentInput } from "../documents/document-input.ts";
import { MAX_DOCUMENT_TITLE_CHARACTERS } from "../limits.ts";
import { requireWritable } from "../owners.ts";
import type { DocumentsOutcome } from "./page-data.ts";
import type { DocumentsPageOptions } from "./page-options.ts";

/** Does what a form of the page asks for. */
export async function sendDocumentsForm(
  { documents: { service, owners }, ai, path = "/documents", context: requestContext }: DocumentsPageOptions,
  { request, context }: Pick<ActionFunctionArgs, "request" | "context">,
): Promise<ReturnType<typeof data<DocumentsOutcome>> | Response> {
  // What cannot be parsed asks for nothing.
  const form = await request.formData().catch(() => new FormData());
  const value = (name: string) => {
    const given = form.get(name);
    return typeof given === "string" ? given.trim() : "";
  };
  const { signal, log } = context.get(requestContext);
  try {
    const { caller, headers } = await findCaller(ai.callers, request);
    if (value("ask") === "delete") {
      const writable = await owners.writable(caller);
      await service.removeDocument(
        writable.map(({ owner }) => owner),
        value("id"),
      );
      return redirect(path, { headers });
    }
    if (value("ask") !== "add") return redirect(path, { headers });
    const owner = value("owner") || toOwner(caller);
    await requireWritable(owners, caller, owner);
    const document = (await readFileField(form)) ?? readTextFields(value);
    const { title, chunks } = await service.addDocument({ ...document, owner, caller, signal });
    const parts = chunks === 1 ? "one part" : `${chunks} parts`;
    const message = `“${title}” was added: ${parts} can be found.`;
    return data<DocumentsOutcome>({ result: "done", message, hint: "", title: "", text: "" }, { headers });
  } catch (error) {
    if (!(error instanceof AppError) || error.category === "internal") throw error;
    if (error.audience === "operators") log.warn({ err: error }, "a form of the documents failed");
    const { message, hint, category } = toPublicError(error);
    const typed = { title: value("title"), text: value("text") };
    return data({ result: "failed", message, hint, ...typed }, { status: HTTP_STATUS[category] });
  }
}

type NewDocument = Pick<DocumentInput, "title" | "source" | "mediaType" | "text">;

/** The file of a form; undefined where none was chosen, which browsers send as one without a name. */
async function readFileField(form: FormData): Promise<NewDocument | undefined> {
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return undefined;
  return readDocumentFile(file.name, await file.arrayBuffer().then((bytes) => new Uint8Array(bytes)));
}

/** What was written into the form, called by its first line where it has no title. */
function readTextFields(value: (name: string) => string): NewDocument {
  const text = value("text");
  const [firstLine = ""] = text.split("\n", 1);
  const title = value("title") || firstLine.replace(/^#+\s*/, "").slice(0, MAX_DOCUMENT_TITLE_CHARACTERS);
  return { title, mediaType: "text/markdown", text };
}
