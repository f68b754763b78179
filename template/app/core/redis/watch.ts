import type { Redis } from "ioredis";

/** How often a connection is looked at while it waits for answers, in milliseconds. */
const LOOK = 50;

/**
 * Ends a connection on which the oldest command stays unanswered for too long: all that wait on it fail, and it is made
 * anew. Without that a connection that went dead without a word would be waited for until the system noticed, which takes
 * minutes. A batch may take as long as it likes while its answers come.
 *
 * One clock for the connection, since one for each command costs as much as to put the command together.
 *
 * @param patience how long a command may stay unanswered, in milliseconds
 */
export function endWhenSilent(client: Redis, patience: number): void {
  const { sendCommand } = client;
  let clock: NodeJS.Timeout | undefined;
  let lookedAt = 0;
  let oldest: unknown;
  let silent = 0;

  function look(): void {
    const now = performance.now();
    const waiting = client.commandQueue.peekFront();
    // A process that stood still itself must not blame the server.
    silent = waiting === oldest ? silent + Math.min(now - lookedAt, 2 * LOOK) : 0;
    oldest = waiting;
    lookedAt = now;
    if (waiting === undefined) {
      clearInterval(clock);
      clock = undefined;
    } else if (silent >= patience) {
      silent = 0;
      client.stream.destroy(new Error(`Socket timeout: no answer for ${patience} ms.`));
    }
  }

  client.sendCommand = (command, stream) => {
    // It holds no process back: that is for the connection to do.
    clock ??= setInterval(look, LOOK).unref();
    return sendCommand.call(client, command, stream);
  };
}
