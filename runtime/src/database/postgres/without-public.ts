/** Texts and comments, which may contain the same letters. */
const LITERAL_PATTERN = String.raw`[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/`;

const PUBLIC_PATTERN = new RegExp(String.raw`${LITERAL_PATTERN}|"public"\.(?=")`, "g");

/**
 * Removes the schema that drizzle-kit writes for foreign keys and types, `"public"."users"`: the search path decides, as it
 * does for every other name in a migration. `public.name` without quotes stays as it is.
 */
export const withoutPublic = (statement: string): string =>
  statement.replace(PUBLIC_PATTERN, (found) => (found === '"public".' ? "" : found));
