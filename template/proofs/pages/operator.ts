/** Opens the operations pages of the servers under test. */
export const PASSWORD = "correct-horse-battery";

/** What whoever has the password sends. */
export const OPERATOR = { authorization: `Basic ${btoa(`admin:${PASSWORD}`)}` };
