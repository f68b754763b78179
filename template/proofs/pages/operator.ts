/** Opens the operations pages of the servers under test. */
export const OPERATOR_PASSWORD = "correct-horse-battery";

/** The headers of a request with the password. */
export const OPERATOR_HEADERS = { authorization: `Basic ${btoa(`admin:${OPERATOR_PASSWORD}`)}` };
