import type { FastifyRequest } from "fastify";
import { isMarkedAsAsset } from "#app/core/asset-requests.ts";

/** Whether it is a file of the user interface: a page load asks for many at once, and each costs next to nothing. */
export const isAsset = ({ raw, routeOptions }: FastifyRequest): boolean =>
  isMarkedAsAsset(raw) || (routeOptions.url?.startsWith("/assets/") ?? false);
