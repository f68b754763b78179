/** The role of operators: they see the operations pages and manage accounts. Every application has it. */
export const OPERATOR_ROLE = "admin";

/** The roles of an application, from the least to the most: each includes those before it. */
export interface Roles<Role extends string> {
  readonly names: readonly [Role, ...Role[]];
  /** The role of a new account: the first one. */
  readonly initial: Role;
  /** Whether a text is the name of a role. */
  isRole(text: string): text is Role;
  /** Whether a user with the role `has` may do what requires the role `needed`. */
  includes(has: Role, needed: Role): boolean;
}

/** @throws TypeError when no role is listed, or the one of operators is not */
export function createRoles<Role extends string>(listed: readonly Role[]): Roles<Role> {
  const [initial, ...others] = listed;
  const names: readonly string[] = listed;
  if (initial === undefined || !names.includes(OPERATOR_ROLE))
    throw new TypeError(`The roles of accounts must contain "${OPERATOR_ROLE}", the role of operators.`);
  return {
    names: [initial, ...others],
    initial,
    isRole: (text): text is Role => names.includes(text),
    includes: (has, needed) => listed.indexOf(has) >= listed.indexOf(needed),
  };
}
