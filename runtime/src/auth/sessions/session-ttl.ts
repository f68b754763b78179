const DAY_SECONDS = 86_400;

/** How long a session lasts after it was begun or extended. */
export const SESSION_SECONDS = 7 * DAY_SECONDS;

/** A session that is used is extended when it was begun or extended so long ago. */
export const SESSION_EXTENSION_SECONDS = DAY_SECONDS;
