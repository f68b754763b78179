/** An organisation, as one of its members sees it in a list. */
export interface OrganisationReport<Role extends string = string> {
  readonly id: string;
  readonly name: string;
  /** The role of the user for whom it was read. */
  readonly role: Role;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A member of an organisation. */
export interface MemberReport<Role extends string = string> {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** ISO 8601. */
  readonly joinedAt: string;
}

/** An invitation that can be accepted. */
export interface InvitationReport<Role extends string = string> {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly email: string;
  readonly role: Role;
  /** The name of its sender; null when that account was deleted. */
  readonly invitedBy: string | null;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** An organisation with its members. */
export interface OrganisationDetails<Role extends string = string> extends OrganisationReport<Role> {
  /** In the order in which they joined. */
  readonly members: MemberReport<Role>[];
  /** Open ones, for admins and owners; empty for others. */
  readonly invitations: InvitationReport<Role>[];
}

/** The place of a user in an organisation. */
export interface Membership<Role extends string = string> {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly userId: string;
  readonly role: Role;
}
