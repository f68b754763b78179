import { createMemberHooks } from "@aegis-stack/runtime/auth/organisations";
import type { AuthService } from "#app/services/auth/auth-service.ts";
import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";
import { signedIn, userOf } from "./signed-in.ts";

/**
 * Guards routes below `/:organisation`, for members with a role or a higher one:
 * `app.addHook("preParsing", memberOf(services, "admin"))`. Their handlers read `membershipOf(request)`.
 */
export const { memberOf, membershipOf } = createMemberHooks<AuthService, OrganisationRole>({
  signedIn,
  userOf,
});
