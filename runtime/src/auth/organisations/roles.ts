/**
 * The roles in an organisation, from the fewest permissions to the most: each includes those before it. An application
 * can have others before `admin`; the engine gives permissions to `admin` and `owner`.
 */
export type OrganisationRoles = readonly [string, ...string[], "admin", "owner"];

/** The roles of an application in their order. */
export interface RoleOrder<Role extends string = string> {
  /** From the fewest permissions to the most. */
  readonly names: readonly Role[];
  /** Whether a member with one role has the permissions of another. */
  includes(role: string, needed: string): boolean;
  /** The roles that a member with this role can invite others to. */
  listInvitable(role: string): Role[];
  /** A role as the database returned it. Its column is declared with these roles: the type of the tables demands it. */
  read(stored: string): Role;
}

/** Creates the order of the roles that an application declares. */
export function createRoleOrder<Role extends string>(names: readonly Role[]): RoleOrder<Role> {
  const order: readonly string[] = names;
  const includes = (role: string, needed: string) => order.indexOf(role) >= order.indexOf(needed);
  return {
    names,
    includes,
    listInvitable: (role) =>
      includes(role, "admin") ? names.filter((name) => name !== "owner" || role === "owner") : [],
    read: (stored) => stored as Role,
  };
}
