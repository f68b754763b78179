/** The roles of accounts, from the least to the most: each includes those before it. Operators of the application are admins. */
// #region aegis:auth=rbac|auth=org
export const ROLE_NAMES = ["user", "moderator", "admin"] as const;
// #else
// export const ROLE_NAMES = ["user", "admin"] as const;
// #endregion

export type Role = (typeof ROLE_NAMES)[number];
