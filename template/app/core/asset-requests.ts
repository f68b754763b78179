import type { IncomingMessage } from "node:http";

const assets = new WeakSet<IncomingMessage>();

/** For requests that no route of Fastify answers, such as those for the modules that Vite serves. */
export function markAsAsset(request: IncomingMessage): void {
  assets.add(request);
}

/** Takes the mark back: it turned out to be a page. */
export function markAsPage(request: IncomingMessage): void {
  assets.delete(request);
}

export const isMarkedAsAsset = (request: IncomingMessage): boolean => assets.has(request);
