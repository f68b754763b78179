const HOUR_SECONDS = 3_600;

/** How long a mailed token to choose a new password is valid. */
export const RESET_TOKEN_SECONDS = HOUR_SECONDS;

/** How long a mailed token to confirm an address is valid. */
export const CONFIRMATION_TOKEN_SECONDS = 24 * HOUR_SECONDS;
