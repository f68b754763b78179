/**
 * How the audit log names what is recorded by a service. What commands, routes and forms do is named as the command is:
 * "jobs pause", whichever way it was asked for.
 */
export const SET_ROLE = "users set-role";

/** Whether a service has recorded an action itself, with more than its callers know. */
export const isRecordedByService = (action: string, outcome: "done" | "failed"): boolean =>
  action === SET_ROLE && outcome === "done";
