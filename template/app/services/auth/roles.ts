/** What a person may do, from the least to the most. Operators of the application are admins. */
export const ROLES = ["user", "moderator", "admin"] as const; // aegis:auth=rbac|auth=org
// export const ROLES = ["user", "admin"] as const; // aegis:auth=basic

export type Role = (typeof ROLES)[number];

export const isRole = (given: string): given is Role => ROLES.some((role) => role === given);

/** Whether whoever has one role may do what another one may: each includes those before it. */
export const includesRole = (has: Role, needed: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needed);
