import { displayName, emailAddress } from "@aegis-stack/runtime/auth";
import { createOrganisationRoutes } from "@aegis-stack/runtime/auth/organisations";
import { memberOf, membershipOf } from "#app/components/backend/protection/member-of.ts";
import type { Services } from "#app/components/backend/services.ts";

/** The routes of organisations, for users who are signed in. */
export const organisationRoutes = (services: Services) =>
  createOrganisationRoutes({
    ...services,
    signedIn: (auth) => auth.requireUser(),
    userOf: (request, auth) => auth.getUser(request),
    memberOf,
    membershipOf,
    name: displayName,
    email: emailAddress,
  });
