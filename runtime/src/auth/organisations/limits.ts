/** The organisations that one account can be a member of. They are listed without pages. */
export const MAX_ORGANISATIONS_PER_USER = 20;

/** The members of one organisation. */
export const MAX_MEMBERS_PER_ORGANISATION = 100;

/** The open invitations of one organisation. */
export const MAX_OPEN_INVITATIONS = 50;

/** The invitations that one account can send in a day, whatever became of them: each is a mail to a stranger. */
export const MAX_INVITATIONS_PER_DAY = 50;

/** How long an invitation can be accepted, in milliseconds. */
export const INVITATION_TTL_MS = 7 * 24 * 60 * 60_000;
