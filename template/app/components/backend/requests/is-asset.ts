import type { FastifyRequest } from "fastify";

/** Whether it is a file of the user interface: a page load asks for many at once, and each costs next to nothing. */
export const isAsset = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith("/assets/") ?? false;
