import { database } from "#app/core/database.ts";
import { queue } from "#app/core/queue.ts"; // aegis:worker
import { redis } from "#app/core/redis.ts"; // aegis:redis
import { users } from "#app/services/auth/index.ts";
import type { UsersService } from "#app/services/auth/users/users-service.ts";
import { mail } from "#app/services/mail/index.ts";

/** Does something with the accounts, which are in the database, and lets go of it: the process ends when nothing is open. */
export async function withUsers(work: (users: UsersService) => Promise<void>): Promise<void> {
  try {
    await work(users);
  } finally {
    await mail.close();
    await queue.engine.close(); // aegis:worker
    await redis.close(); // aegis:redis
    await database.close();
  }
}

/** Whether a mail that this command asks for would get to anybody. */
export function canMail(): boolean {
  // Embedded, the queue through which mails go belongs to the process that runs the tasks.
  if (queue.engine.private) return false; // aegis:worker=redis
  return mail.transport.kind === "smtp";
}
