const ASSIGNMENT_PATTERN =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|((?!#)[^\r\n]*?(?=[ \t]+#|[ \t]*$))?)/gm;

/**
 * A `.env` file as applications read it: a byte order mark is skipped, and a `#` begins a comment only behind a space.
 * Node's own `parseEnv` loses the first name, and cuts values, there. What the application would refuse is left to it.
 */
export function parseEnvironmentFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name = "", double, single, back, plain = ""] of text
    .replace(/^\uFEFF/, "")
    .matchAll(ASSIGNMENT_PATTERN))
    values[name] = double?.replaceAll("\\n", "\n") ?? single ?? back ?? plain;
  return values;
}
