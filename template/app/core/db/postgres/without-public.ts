/** What may hold the same letters and is no name: texts, and comments. */
const LITERALS = String.raw`[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/`;

const PATTERN = new RegExp(String.raw`${LITERALS}|"public"\.(?=")`, "g");

/**
 * Takes the schema out of what drizzle-kit writes for foreign keys and types, `"public"."users"`: the search path
 * decides, as it does for every other name in a migration. `public.name` without quotes stays as it is.
 */
export const withoutPublic = (statement: string): string =>
  statement.replace(PATTERN, (found) => (found === '"public".' ? "" : found));
