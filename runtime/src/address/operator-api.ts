/** Where the routes for operators are. An application's own routes are elsewhere, so that no name can collide. */
export const OPERATOR_API_PREFIX = "/overseer/api";
