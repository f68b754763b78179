import { APP_NAME } from "#app/core/constants.ts";

/** What to do when a query names a table or a column that is not there, whichever engine says so. */
export const NOT_MIGRATED = `Apply the migrations that are pending: \`npx ${APP_NAME} db migrate\`. Where none is pending, write one with \`npm run db:generate\`, or correct the query.`;
