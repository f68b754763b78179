import { z } from "zod";

/** A message in the outbox, without what it says. */
export const outboxEntry = z
  .object({
    id: z.string(),
    /** ISO 8601. */
    sentAt: z.string(),
    to: z.string(),
    subject: z.string(),
  })
  .meta({ id: "OutboxEntry" });

/** A message in the outbox. */
export const outboxMail = outboxEntry
  .extend({ from: z.string(), text: z.string(), html: z.string() })
  .meta({ id: "OutboxMail" });
/** See `outboxMail`. */
export type OutboxMail = z.infer<typeof outboxMail>;

/** How sending went last. Times are ISO 8601. */
export const sendingReport = z.object({
  lastSuccessAt: z.string().nullable(),
  lastFailure: z.object({ at: z.string(), code: z.string() }).nullable(),
});
/** See `sendingReport`. */
export type SendingReport = z.infer<typeof sendingReport>;
