import { AppError } from "@aegis-stack/runtime/errors";
import type { MailService } from "@aegis-stack/runtime/mail";
import { Discard, type Handler, handle, type Task } from "@aegis-stack/runtime/queue";
import { mail } from "#app/services/mail/index.ts";
import { sendMail as contract } from "#app/services/mail/send-mail-task.ts";

/** Makes one attempt; the queue makes the next. */
export const sendingBy = (
  service: Pick<MailService, "send">,
  task: Task<typeof contract.payload> = contract,
): Handler =>
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
