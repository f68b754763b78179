/**
 * How many characters a password has. NIST SP 800-63B requires nothing but length; the maximum keeps a long password from
 * being costly to hash.
 */
export const PASSWORD_LENGTH = { minimum: 10, maximum: 128 } as const;
