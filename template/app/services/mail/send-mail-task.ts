import { mailId, mailMessage, newMailId } from "@aegis-stack/runtime/mail";
import { defineTask } from "@aegis-stack/runtime/queue";
import { z } from "zod";

/** Sends one message, again and again for some three hours. */
export const sendMail = defineTask({
  name: "send-mail",
  description: "Sends a message by mail",
  queue: "system",
  payload: z.object({ id: mailId.default(() => newMailId(Date.now())), message: mailMessage }),
  attempts: 13,
  backoff: { initial: "5s", max: "1h" },
  timeout: "1m",
  // Messages hold links that let people in: those that were sent are soon forgotten.
  retention: { completed: { age: "10m", count: 200 } },
  // What a message may have, written as JSON with every character escaped.
  payloadLimit: 1_600_000,
});
