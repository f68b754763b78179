import { createMemberHooks } from "@aegis-stack/runtime/auth/organisations";
import type { Services } from "#app/components/backend/services.ts";
import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";

/**
 * Guards routes below `/:organisation`, for members with a role or a higher one:
 * `app.addHook("preParsing", memberOf(services, "admin"))`. Their handlers read `membershipOf(request)`.
 */
export const { memberOf, membershipOf } = createMemberHooks<Services["auth"], OrganisationRole>({
  signedIn: (auth) => auth.requireUser(),
  userOf: (request, auth) => auth.getUser(request),
});
