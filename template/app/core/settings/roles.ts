import { flag } from "./kinds.ts";

/** Which roles the process of `npm start` has besides answering requests. */
export const roleSettings = {
  // #region aegis:scheduler=database|worker
  /** Whether it has every role. */
  SINGLE_PROCESS: flag.default(false),
  // #endregion aegis:scheduler=database|worker
  // #region aegis:scheduler=memory
  // /** Whether it runs the jobs. Off for all but one, where there are several. */ // aegis:scheduler=memory
  // SCHEDULER_IN_WEB: flag.default(true), // aegis:scheduler=memory
  // #endregion aegis:scheduler=memory
};
