import { formatCommand, formatScript } from "../../format/index.ts";
/** What to do when a query names a table or a column that does not exist, on any engine. */
export const createPendingHint = (application: string): string =>
  `Apply the migrations that are pending: \`${formatCommand(`${application} db migrate`)}\`. Where none is pending, write one with \`${formatScript("db:generate")}\`, or correct the query.`;
