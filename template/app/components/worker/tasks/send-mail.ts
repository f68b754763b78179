import { AppError } from "@aegis-stack/runtime/errors";
import { Discard } from "#app/core/queue/engine/engine.ts";
import { type Handler, handle } from "#app/core/queue/work/handler.ts";
import { sendMail as contract } from "#app/services/mail/delivery/send-mail-task.ts";
import { mail } from "#app/services/mail/index.ts";
import type { MailService } from "#app/services/mail/mail-service.ts";

/** Makes one attempt; the queue makes the next. */
export const sendingBy = (service: Pick<MailService, "send">, task = contract): Handler =>
  handle(task, async (letter, { signal }) => {
    try {
      await service.send(letter, signal);
    } catch (error) {
      // The server would say the same to every further attempt.
      if (error instanceof AppError && error.code === "mail.refused") throw new Discard(error.message);
      throw error;
    }
  });

export const sendMail = sendingBy(mail);
