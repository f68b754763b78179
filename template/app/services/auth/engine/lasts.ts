const HOUR = 3_600;

/** What a token in a mail is good for, in seconds. */
export const RESET_LASTS = HOUR;
export const VERIFICATION_LASTS = 24 * HOUR;
