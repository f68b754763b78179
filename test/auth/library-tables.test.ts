import { getAuthTables } from "better-auth/db";
import { expect, test } from "vitest";

/** What better-auth demands of each table: its columns with their types, `?` where a row may lack one. */
function describeLibraryTables(): Record<string, string[]> {
  const tables = getAuthTables({ rateLimit: { enabled: true, storage: "database" } });
  return Object.fromEntries(
    Object.entries(tables).map(([name, { fields }]) => [
      name,
      Object.entries(fields)
        .map(([field, { type, required }]) => `${field}${required === false ? "?" : ""}: ${type}`)
        .toSorted(),
    ]),
  );
}

// A version that demands another column stops the sign-in of populated databases: it needs a migration that fills the column.
test("the columns that better-auth demands are those that the tables of applications were made for", () => {
  expect(describeLibraryTables()).toMatchInlineSnapshot(`
    {
      "account": [
        "accessToken?: string",
        "accessTokenExpiresAt?: date",
        "accountId: string",
        "createdAt: date",
        "idToken?: string",
        "password?: string",
        "providerId: string",
        "refreshToken?: string",
        "refreshTokenExpiresAt?: date",
        "scope?: string",
        "updatedAt: date",
        "userId: string",
      ],
      "rateLimit": [
        "count: number",
        "key: string",
        "lastRequest: number",
      ],
      "session": [
        "createdAt: date",
        "expiresAt: date",
        "ipAddress?: string",
        "token: string",
        "updatedAt: date",
        "userAgent?: string",
        "userId: string",
      ],
      "user": [
        "createdAt: date",
        "email: string",
        "emailVerified: boolean",
        "image?: string",
        "name: string",
        "updatedAt: date",
      ],
      "verification": [
        "createdAt: date",
        "expiresAt: date",
        "identifier: string",
        "updatedAt: date",
        "value: string",
      ],
    }
  `);
});
