import { AppError } from "@aegis-stack/runtime/errors";
import type { MailTransport } from "./transport.ts";

/** Where messages would have to be sent and nothing says by whom: each is refused aloud. */
export const noTransport: MailTransport = {
  kind: "none",
  place: "nowhere",
  send: () => Promise.reject(notConfigured()),
  verify: () => Promise.reject(notConfigured()),
  close() {},
};

const notConfigured = () =>
  new AppError({
    code: "mail.not-configured",
    kind: "unavailable",
    what: "MAIL_URL is not set, so no message can be sent.",
    todo: "Set MAIL_URL and MAIL_FROM; .env.example shows how they look.",
  });
