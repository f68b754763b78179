import { AppError } from "@aegis-stack/runtime/errors";

/** The credential of a program that only looks was sent with something that may change something. */
export const readsOnly = () =>
  new AppError({
    code: "operators.read-only",
    category: "forbidden",
    message: "MONITORING_TOKEN only reads, and this request may change something.",
    hint: "Send it with the credentials of an operator.",
  });
