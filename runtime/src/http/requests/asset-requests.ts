import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";

const assetRequests = new WeakSet<IncomingMessage>();

/** Treats a request as one for an asset although no route of Fastify responds, as for the modules that Vite serves. */
export function markAssetRequest(request: IncomingMessage): void {
  assetRequests.add(request);
}

/** Reverts `markAssetRequest`: the request turned out to be one for a page. */
export function unmarkAssetRequest(request: IncomingMessage): void {
  assetRequests.delete(request);
}

/** Whether a request is for a file of the user interface: a page needs many at once, and each costs next to nothing. */
export const isAssetRequest = ({ raw, routeOptions }: FastifyRequest): boolean =>
  assetRequests.has(raw) || /^\/(?:overseer\/)?assets\//.test(routeOptions.url ?? "");
