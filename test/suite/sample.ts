/**
 * Whether this is `npm run test:long`, which tries every case. `npm test` tries a sample of what would take it over two
 * minutes. The configuration of the long run sets the variable, and runs each file that asks here.
 */
export const isLongRun = process.env.TEST_RUN === "long";

/** All cases in the long run, otherwise a sample of them. */
export const inFullOr = <Cases>(all: Cases, sample: Cases): Cases => (isLongRun ? all : sample);
