import type { JobsReport } from "#app/services/jobs/report.ts";
import type { Mark } from "./marks.ts";

interface Advice extends Mark {
  what: string;
  todo: string;
}

/** What one must know before one believes the list of jobs; undefined where it tells all and somebody runs them. */
export function adviceOn({ lasting, schedulers }: JobsReport): Advice | undefined {
  const isAlive = schedulers.some(({ alive }) => alive);
  // #region aegis:scheduler=memory
  if (!lasting && isAlive) {
    return {
      status: "info",
      word: "In memory",
      what: "Pauses and history are gone when this process ends, and what is due meanwhile is not caught up.",
      todo: "With scheduler[database] they stay.",
    };
  }
  if (!lasting) {
    return {
      status: "info",
      word: "Not visible here",
      what: "This process runs no jobs. Where another does, they are in its memory, and nothing of them can be seen or done from here.",
      todo: "Its log tells what it does. SCHEDULER_IN_WEB=true runs them here; with scheduler[database] every process sees them.",
    };
  }
  // #endregion aegis:scheduler=memory
  // #region aegis:scheduler=database
  if (lasting && !isAlive) {
    return {
      status: "unhealthy",
      word: "No scheduler",
      what: "None is running, so no job is started, and none can be run from here.",
      todo: "Start one with `npm run scheduler`, or run everything with `npm run dev`.",
    };
  }
  // #endregion aegis:scheduler=database
  return undefined;
}
