import type { JobsReport } from "../../../scheduler/index.ts";
import type { CommandPrefixes } from "../../pages/system.ts";
import type { Mark } from "./job-status.ts";

interface Advice extends Mark {
  message: string;
  hint: string;
}

/** What an operator must know to read the list of jobs; undefined when it is complete and a scheduler runs. */
export function adviceOn(
  { lasting, schedulers }: JobsReport,
  { script }: Pick<CommandPrefixes, "script">,
): Advice | undefined {
  const isAlive = schedulers.some(({ alive }) => alive);
  if (!lasting && isAlive) {
    return {
      status: "info",
      word: "In memory",
      message:
        "Pauses and run history are lost when this process ends, and runs that are due meanwhile are not caught up.",
      hint: "scheduler[database] stores them in the database.",
    };
  }
  if (!lasting) {
    return {
      status: "info",
      word: "Not visible here",
      message:
        "This process runs no jobs. Another process keeps its jobs in its memory, so they cannot be shown or run from here.",
      hint: "See the log of that process. SCHEDULER_IN_WEB=true runs jobs in this process; scheduler[database] shows them in every process.",
    };
  }
  if (lasting && !isAlive) {
    return {
      status: "unhealthy",
      word: "No scheduler",
      message: "No scheduler is running, so no job is started, neither by its schedule nor on request.",
      hint: `Start one with \`${script} scheduler\`, or run everything with \`${script} dev\`.`,
    };
  }
  return undefined;
}
