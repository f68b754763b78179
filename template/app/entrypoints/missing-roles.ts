import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log as ownLog } from "#app/core/log.ts";
import { jobs } from "#app/services/jobs/index.ts"; // aegis:scheduler=database
import { START_PERIOD } from "#app/services/system/health/start-period.ts";
import { tasks } from "#app/services/tasks/index.ts"; // aegis:worker

/** A process that the application needs besides this one. */
export interface OtherRole {
  name: string;
  /** What does not happen while no process of this role runs. */
  consequence: string;
  /** Starts one. */
  command: string;
  isAlive(): Promise<boolean>;
}

const others: OtherRole[] = [];
// #region aegis:scheduler=database
others.push({
  name: "scheduler",
  consequence: "no job is started",
  command: "npm run scheduler",
  isAlive: async () => (await jobs.list()).schedulers.some(({ alive }) => alive),
});
// #endregion aegis:scheduler=database
// #region aegis:worker
others.push({
  name: "worker",
  consequence: "tasks wait, and so do the mails among them",
  command: "npm run worker",
  isAlive: async () => (await tasks.queues()).workers.some(({ alive }) => alive),
});
// #endregion aegis:worker

export interface MissingRolesOptions {
  roles?: readonly OtherRole[];
  log?: Pick<typeof ownLog, "info" | "warn">;
  /** Calls back once after so many milliseconds, and returns how to cancel that. */
  later?: (work: () => void, milliseconds: number) => () => void;
}

/**
 * Says after the start which other processes are missing: at once what does not run yet, and again, as a warning, what
 * has not appeared when the start period is over. A server that does not respond is reported by its own connection.
 */
export function missingRoles({
  roles = others,
  log = ownLog,
  later = unreferenced,
}: MissingRolesOptions = {}): Part {
  let cancel = () => {};

  async function report(level: "info" | "warn"): Promise<void> {
    for (const { name, consequence, command, isAlive } of roles) {
      if (await isAlive().catch(() => true)) continue;
      const message = `No ${name} is running, so ${consequence}. Start one with \`${command}\`, or set SINGLE_PROCESS=true to run everything in this process.`;
      log[level]({ role: name }, message);
    }
  }

  return {
    name: "other roles",
    async start() {
      void report("info");
      cancel = later(() => void report("warn"), START_PERIOD * 1_000);
    },
    async stop() {
      cancel();
    },
  };
}

function unreferenced(work: () => void, milliseconds: number): () => void {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
