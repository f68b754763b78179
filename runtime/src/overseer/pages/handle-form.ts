import { z } from "zod";
import { AppError, HTTP_STATUS } from "../../errors/index.ts";
import { describeFault } from "./fault.ts";
import { type PageRequest, type PageServices, recordAudit } from "./page-request.ts";
import type { FormAction, FormOutcome, Report } from "./report.ts";

/** The fields of a form, as text. */
export type FormFields = Readonly<Record<string, unknown>>;

/** Every page gives its forms a unique word, so that one that is sent twice is recognised. */
const withWord = z.object({ ask: z.string().min(1).max(64) });

/** How one form is handled. */
export interface FormHandler<Form> {
  readonly schema: z.ZodType<Form>;
  /** Does what the form requests. */
  run(form: Form): Promise<Report>;
  /** How the audit log names it. */
  describe(form: Form): FormAction;
}

/** Does what a form requests, once however often it is sent, and reports how that went. Access has been checked before. */
export async function handleForm<Form>(
  { once, capabilities: { audit } }: PageServices,
  request: PageRequest,
  fields: FormFields,
  { schema, run, describe }: FormHandler<Form>,
): Promise<FormOutcome> {
  const parsed = withWord.and(schema).safeParse(fields);
  if (!parsed.success) return { report: UNREADABLE_FORM, status: HTTP_STATUS.invalid };
  const form = parsed.data;
  const described = describe(form);
  async function work(): Promise<Report> {
    const report = await run(form);
    await recordAudit(audit, request, described, report.kind === "failed" ? "failed" : "done");
    return report;
  }
  try {
    return { report: await once(JSON.stringify(form), work), status: 200 };
  } catch (error) {
    await recordAudit(audit, request, described, "failed");
    const category = error instanceof AppError ? error.category : "internal";
    if (category === "internal") request.log.error({ err: error }, "an operator's request failed");
    const { message, hint } = describeFault(error);
    return {
      report: { kind: "failed", about: described.about, message, hint },
      status: HTTP_STATUS[category],
    };
  }
}

const UNREADABLE_FORM: Report = {
  kind: "failed",
  about: "",
  message: "The form was not one of this page's, so nothing was done.",
  hint: "Reload the page and try again.",
};
