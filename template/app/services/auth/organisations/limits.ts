/** Organisations that one person may be in. What is listed on one page needs no pages. */
export const ORGANISATIONS_PER_USER = 20;

/** People in one organisation. */
export const MEMBERS_PER_ORGANISATION = 100;

/** Invitations of one organisation that nobody has answered yet. */
export const INVITATIONS_PER_ORGANISATION = 50;

/** Invitations that one person may send in a day, whatever became of them: each is a mail to a stranger. */
export const INVITATIONS_PER_DAY = 50;

/** How long an invitation can be accepted, in milliseconds. */
export const INVITATION_LASTS = 7 * 24 * 60 * 60_000;
