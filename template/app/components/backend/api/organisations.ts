import { createOrganisationRoutes } from "@aegis-stack/runtime/auth/organisations";
import { memberOf, membershipOf } from "#app/components/backend/protection/member-of.ts";
import { signedIn, userOf } from "#app/components/backend/protection/signed-in.ts";
import type { Services } from "#app/components/backend/services.ts";
import { emailAddress } from "#app/services/auth/users/new-user.ts";
import { personName } from "#app/services/auth/users/person-name.ts";

/** The routes of organisations, for users who are signed in. */
export const organisationRoutes = (services: Services) =>
  createOrganisationRoutes({
    ...services,
    signedIn,
    userOf,
    memberOf,
    membershipOf,
    name: personName,
    email: emailAddress,
  });
