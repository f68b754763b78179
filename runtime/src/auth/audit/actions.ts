/**
 * The name of an action that a service records itself. What commands, routes and forms do is named as the command is: "jobs
 * pause", whether a page, the API or the command line requested it.
 */
export const SET_ROLE_ACTION = "users set-role";

/** Whether a service has recorded an action itself, with more than its callers know. */
export const isRecordedByService = (action: string, outcome: "done" | "failed"): boolean =>
  action === SET_ROLE_ACTION && outcome === "done";
