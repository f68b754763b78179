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
        "Pauses and history are gone when this process ends, and what is due meanwhile is not caught up.",
      hint: "With scheduler[database] they stay.",
    };
  }
  if (!lasting) {
    return {
      status: "info",
      word: "Not visible here",
      message:
        "This process runs no jobs. Where another does, they are in its memory, and nothing of them can be seen or done from here.",
      hint: "Its log tells what it does. SCHEDULER_IN_WEB=true runs them here; with scheduler[database] every process sees them.",
    };
  }
  if (lasting && !isAlive) {
    return {
      status: "unhealthy",
      word: "No scheduler",
      message: "None is running, so no job is started, and none can be run from here.",
      hint: `Start one with \`${script} scheduler\`, or run everything with \`${script} dev\`.`,
    };
  }
  return undefined;
}
