import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WithServices } from "#app/components/backend/services.ts";
import { invitationRoutes } from "./invitations.ts";
import { memberRoutes } from "./members.ts";
import { oneOrganisationRoutes } from "./organisation.ts";
import { ownOrganisationRoutes } from "./own.ts";
import { receivedRoutes } from "./received.ts";

/** Organisations, for whoever is signed in. */
export const organisationRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  await app.register(ownOrganisationRoutes, { services });
  await app.register(receivedRoutes, { services, prefix: "/invitations" });
  await app.register(oneOrganisationRoutes, { services, prefix: "/:organisation" });
  await app.register(memberRoutes, { services, prefix: "/:organisation/members" });
  await app.register(invitationRoutes, { services, prefix: "/:organisation/invitations" });
};
