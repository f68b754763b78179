import { realpathSync } from "node:fs";
import { runScript } from "../../project/package-manager.ts";
import type { Application } from "../application.ts";
import { type Finding, findings } from "../finding.ts";
import { listenerOf, whyNotFree } from "../probe/listener.ts";

const { ok, info, problem } = findings("port");
const usual = 8_000;

/** Whether the application could listen at its port, and which process does if it could not. */
export async function checkPort({ folder, manager, settings }: Application): Promise<Finding[]> {
  const port = Number(settings.PORT ?? usual);
  // The check of the settings reports a value that is no port.
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return [];
  if (port === 0) return [ok("The application takes any free port.")];
  const why = await whyNotFree(settings.HOST ?? "127.0.0.1", port);
  if (why === null) return [ok(`Port ${port} is free.`)];
  if (why !== "EADDRINUSE") {
    return [
      problem(
        `No process can listen on port ${port} here (${why}).`,
        "Set another PORT, or another HOST, in .env.",
      ),
    ];
  }
  const listener = await listenerOf(port, folder);
  if (listener?.folder === realpathSync(folder)) {
    return [ok(`Port ${port} is taken by this application, process ${listener.pid}.`)];
  }
  const where = listener?.folder == null ? "" : `, started in ${listener.folder}`;
  const who = listener === null ? "another process" : `${listener.command} (process ${listener.pid}${where})`;
  const what = `Port ${port} is taken by ${who}.`;
  if (settings.PORT === undefined)
    return [info(what, `${runScript(manager, "dev")} takes the next free one; for others set PORT in .env.`)];
  return [problem(what, "End that process, or set another PORT in .env.")];
}
