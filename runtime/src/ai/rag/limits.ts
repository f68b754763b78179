/** About 500 pages. */
export const MAX_DOCUMENT_CHARACTERS = 1_000_000;
/** A line of a list. */
export const MAX_DOCUMENT_TITLE_CHARACTERS = 200;

/** An index of PostgreSQL holds an owner and a source together, at most 2,700 bytes. */
export const MAX_SOURCE_CHARACTERS = 500;
/** See MAX_SOURCE_CHARACTERS. */
export const MAX_OWNER_CHARACTERS = 150;

/** A text of nearly only headings would have a chunk for each. */
export const MAX_DOCUMENT_CHUNKS = 3_000;

/** More than a question to a model needs. */
export const MAX_SEARCH_RESULTS = 20;
/** A paragraph: a search compares it as a whole with every chunk. */
export const MAX_QUERY_CHARACTERS = 2_000;

/** Documents that one page of a list may have. */
export const MAX_PAGE_DOCUMENTS = 100;
