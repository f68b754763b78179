import type { FormSender } from "@aegis-stack/runtime/auth";
import { AppError, HTTP_STATUS, toPublicError } from "@aegis-stack/runtime/errors";
import { type ActionFunctionArgs, data } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import type { Outcome } from "./outcome.ts";

/** Which field is to be corrected. A wrong sign-in is mostly a wrong password. */
const FIELD_BY_CODE: Readonly<Record<string, string>> = {
  "auth.bad-email": "email",
  "auth.bad-password": "password",
  "auth.wrong-credentials": "password",
  "auth.wrong-password": "current",
};

export type Sent = Pick<ActionFunctionArgs, "request" | "context">;

/** A form's text by the name of the field; empty for what it does not hold. */
export type FormText = (name: string) => string;

export async function readForm({ request }: Sent): Promise<FormText> {
  const form = await request.formData().catch(() => new FormData());
  return (name) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
}

/** The sender of a form, as services take it. */
export const senderOf = ({ request, context }: Sent): FormSender => ({
  request,
  client: context.get(pageContext).client,
});

/** The headers of a response that sets cookies. */
export const remembering = (cookies: readonly string[]): Headers =>
  new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie]));

/**
 * The response to a form that was refused. Any other error is thrown on. A fault of the application goes into the log, and the
 * visitor reads only that the application cannot respond.
 *
 * @param values what was typed and stays in the form; never a password
 */
export function refused(error: unknown, { context }: Sent, values: Outcome["values"] = {}, form = "") {
  if (!(error instanceof AppError) || error.category === "internal") throw error;
  const shown = toPublicError(error);
  const { code, details, hint } = shown;
  if (error.audience === "operators") context.get(pageContext).log.error({ err: error }, "a form failed");
  const message = [shown.message, ...details].join(" ");
  // A fault that has a place names it first: "name: must not be empty".
  const field = FIELD_BY_CODE[code] ?? /^(\w+): /.exec(details[0] ?? "")?.[1] ?? "";
  const outcome: Outcome = { kind: "failed", code, message, hint, form, field, values };
  return data(outcome, { status: HTTP_STATUS[shown.category] });
}
