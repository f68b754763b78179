/** The owner of documents that everyone may read. */
export const PUBLIC_OWNER = "public";
