export { APPLICATION_ID_HEADER, createApplicationId, parseApplicationName } from "./application-id.ts";
export { getClientNetwork } from "./client-network.ts";
export { OPERATOR_API_PREFIX } from "./operator-api.ts";
export { isCrossOriginChange, type RequestOrigin } from "./origin.ts";
export { announceServer, findServer, type RunningServer, withdrawServer } from "./server-address.ts";
