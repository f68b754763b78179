/**
 * How many characters a password has. NIST SP 800-63B asks for no more than length; the limit above keeps a long one
 * from costing much to hash.
 */
export const PASSWORD = { minimum: 10, maximum: 128 } as const;
