import { type ActionFunctionArgs, createContext, data, type LoaderFunctionArgs } from "react-router";
import type { PageContext, Pages } from "../pages/pages.ts";
import type { FormOutcome } from "../pages/report.ts";

/** What the server knows about the request that a page is rendered for. */
export const pageContext = createContext<PageContext>();

/** Reads what a page shows. @throws 404 when there is no such page */
export async function load<Data>(
  { context }: Pick<LoaderFunctionArgs, "context">,
  read: (pages: Pages) => Promise<Data | null>,
): Promise<Data> {
  const found = await read(context.get(pageContext).pages);
  if (found === null) throw data(null, { status: 404 });
  return found;
}

/** Hands a form over and responds with the report on it. @throws 404 when there is no such page */
export async function submit(
  { context, request }: Pick<ActionFunctionArgs, "context" | "request">,
  send: (pages: Pages, fields: Readonly<Record<string, unknown>>) => Promise<FormOutcome | null>,
) {
  const fields = await request
    .formData()
    .then((form) => Object.fromEntries(form))
    .catch(() => ({}));
  const { report, status } = await load({ context }, (pages) => send(pages, fields));
  return data(report, { status });
}
