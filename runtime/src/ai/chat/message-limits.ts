/** A message is a question with its context; files come as documents. */
export const MAX_MESSAGE_CHARACTERS = 32_000;

/** A title is a line of a list. */
export const MAX_TITLE_CHARACTERS = 120;
