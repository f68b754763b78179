/** The folder in which a run prepares what it is about to write, below the application. */
export const writingPath = ".aegis/writing";

/** Where what was prepared is kept while conflicts wait for their owner. */
export const pendingPath = ".aegis/pending";

/** What the application will remember when they are resolved lies there as it lies in an application. */
export const heldPath = `${pendingPath}/held`;

/** Where the other side of a conflict lies that could not be marked. */
export const asidePath = (path: string): string => `${pendingPath}/theirs/${path}`;
