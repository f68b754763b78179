import type { Server as NetServer } from "node:net";
import { announceServer, withdrawServer } from "#app/core/address.ts";
import { localToken } from "#app/core/auth/local-token.ts"; // aegis:auth
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { queue } from "#app/core/queue/index.ts"; // aegis:worker=redis
import { settings } from "#app/core/settings/index.ts";
import { exposureWarning, overseerAccess } from "./access.ts";
import { banner } from "./banner.ts";
import { createDrain } from "./drain.ts";
import { type Listening, listen, type WebServer } from "./listen.ts";

/** A connection on which nothing has come for so long is let go while stopping, in milliseconds. */
const QUIET = 1_000;

/** How long streams may take to reach their clients after they were ended, in milliseconds. */
const LAST_WORDS = 500;

/** The server as a part of the process: listens, says where, and stops without dropping a request. */
export function serve(app: WebServer): Part {
  const development = settings.NODE_ENV === "development";
  // A developer waits for each restart, and nobody else is there to be cut off.
  let others: readonly NetServer[] = [];
  const drain = createDrain(
    app.server,
    development ? 0 : QUIET,
    () => log.info("accepts no more connections"),
    () => others,
  );

  return {
    name: "web",
    async start() {
      const { HOST: host, PORT: port } = settings;
      const opened = await listen(app, { host, port, orNext: development });
      others = opened.others;
      announce(opened.listening);
    },
    async stop(deadline) {
      const { cutOff } = await drain.finish(deadline);
      if (deadline.aborted) await drain.cut(0);
      await app.close();
      await drain.cut(LAST_WORDS);
      withdrawServer(process.pid);
      if (cutOff > 0) throw new Error(`${cutOff} requests were cut off`);
    },
  };
}

function announce(listening: Listening): void {
  const { url, insteadOf } = listening;
  if (process.stdout.isTTY)
    process.stdout.write(banner({ ...listening, access: overseerAccess(settings), notes: notes() }));
  else if (insteadOf !== undefined)
    log.warn({ url }, `Port ${insteadOf} is taken, so this is the next free one`);
  const exposed = exposureWarning(listening, settings);
  if (exposed !== undefined) log.warn({ url }, exposed);
  // A test's server must not stand in the way of the one that a developer has running.
  if (settings.NODE_ENV === "test") return;
  try {
    const startedAt = new Date().toISOString();
    announceServer({ url, pid: process.pid, startedAt, token: localToken }); // aegis:auth
    // announceServer({ url, pid: process.pid, startedAt }); // aegis:!auth
  } catch (error) {
    log.warn({ err: error }, "The data folder cannot be written to, so commands have to be told --url");
  }
}

/** What somebody who has just started the server may not expect. */
function notes(): string[] {
  const sentences: string[] = [];
  // #region aegis:worker=redis
  if (queue.kind === "embedded")
    sentences.push(
      "Tasks run in this process and are kept in an embedded database, for development. Set REDIS_URL to keep them on a server.",
    );
  // #endregion aegis:worker=redis
  return sentences;
}
