import { AppError, HTTP_STATUS } from "@aegis-stack/runtime/errors";
import { type ActionFunctionArgs, data } from "react-router";
import { z } from "zod";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { faultOf } from "./fault.ts";
import { keepDeed } from "./keep-deed.ts"; // aegis:auth
import { createOnce } from "./once.ts";
import type { Deed, Report } from "./report.ts";

/** Every page that was loaded gives its forms a word of its own, so that one sent twice is known by it. */
const asking = z.object({ ask: z.string().min(1).max(64) });

const once = createOnce();

/**
 * Does what a form asks for, once however often it is sent, and answers how that went. Whoever gets here was let in by
 * the layout's middleware.
 *
 * @param asked what the form must hold
 * @param describe how the audit log names what the form does, and the name of what it does that to, if it has one
 */
export async function answerForm<Asked>(
  sent: Pick<ActionFunctionArgs, "request" | "context">,
  asked: z.ZodType<Asked>,
  work: (asked: Asked) => Promise<Report>,
  describe: (asked: Asked) => Deed,
) {
  const { request, context } = sent;
  const fields = await request
    .formData()
    .then((form) => Object.fromEntries(form))
    .catch(() => ({}));
  const form = asking.and(asked).safeParse(fields);
  if (!form.success) return data(UNREADABLE, { status: HTTP_STATUS.invalid });
  const given = form.data;
  const deed = describe(given);
  async function doIt(): Promise<Report> {
    const report = await work(given);
    await keepDeed(sent, deed, report.kind === "failed" ? "failed" : "done"); // aegis:auth
    return report;
  }
  try {
    return data(await once(JSON.stringify(form.data), doIt));
  } catch (error) {
    await keepDeed(sent, deed, "failed"); // aegis:auth
    const kind = error instanceof AppError ? error.kind : "internal";
    if (kind === "internal")
      context.get(pageContext).log.error({ err: error }, "an operator's request failed");
    const { what, todo } = faultOf(error);
    const report: Report = { kind: "failed", about: deed.about, what, todo };
    return data(report, { status: HTTP_STATUS[kind] });
  }
}

const UNREADABLE: Report = {
  kind: "failed",
  about: "",
  what: "The form was not one of this page's, so nothing was done.",
  todo: "Reload the page and try again.",
};
