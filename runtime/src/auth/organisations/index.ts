export {
  createOrganisations,
  type Organisations,
  type OrganisationsOptions,
} from "./create-organisations.ts";
export type {
  InvitationMailOptions,
  InvitationMailProps,
  InvitationsService,
} from "./invitations-service.ts";
export { createMemberHooks, type MemberAccess, type MemberHooks } from "./member-hooks.ts";
export type { OrganisationsService } from "./organisations-service.ts";
export type {
  InvitationReport,
  MemberReport,
  Membership,
  OrganisationDetails,
  OrganisationReport,
} from "./report.ts";
export type { OrganisationRoles } from "./roles.ts";
export { createOrganisationRoutes, type OrganisationRoutesOptions } from "./routes/organisation-routes.ts";
export type { InsertableTables, OrganisationTables } from "./tables.ts";
