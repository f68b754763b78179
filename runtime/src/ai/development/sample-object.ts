import type { JSONSchema7, JSONValue } from "@ai-sdk/provider";

/** Deeper than any object that is asked for; a schema that refers to itself has no end. */
const MAX_DEPTH = 8;

/** What a text of an object is filled with: never empty, and no longer than a title. */
const MAX_TEXT_CHARACTERS = 80;

/**
 * An object that a JSON schema accepts, the same one for the same schema and text. Patterns and formats other than dates, addresses and UUIDs
 * are not looked at.
 */
export function createSample(schema: JSONSchema7, text: string): JSONValue {
  const definitions = { ...schema.definitions, ...schema.$defs };

  function resolve(part: JSONSchema7 | boolean | undefined): JSONSchema7 {
    if (part === undefined || typeof part === "boolean") return {};
    const name = part.$ref?.split("/").at(-1);
    return name === undefined ? part : resolve(definitions[name]);
  }

  function sample(given: JSONSchema7 | boolean | undefined, depth: number): JSONValue {
    const part = resolve(given);
    if (part.const !== undefined) return part.const;
    if (part.enum?.[0] !== undefined) return part.enum[0];
    const alternative = part.anyOf?.[0] ?? part.oneOf?.[0];
    if (alternative !== undefined) return sample(alternative, depth + 1);
    const type = Array.isArray(part.type) ? part.type[0] : part.type;
    if (depth > MAX_DEPTH) return null;
    if (type === "object" || part.properties !== undefined) return sampleObject(part, depth);
    if (type === "array") return sampleArray(part, depth);
    if (type === "integer" || type === "number") return sampleNumber(part);
    if (type === "boolean") return true;
    return type === "null" ? null : sampleText(part);
  }

  function sampleObject({ properties = {}, required = [] }: JSONSchema7, depth: number): JSONValue {
    const names = Object.keys(properties).filter((name) => required.includes(name));
    return Object.fromEntries(names.map((name) => [name, sample(properties[name], depth + 1)]));
  }

  function sampleArray({ items, minItems = 1 }: JSONSchema7, depth: number): JSONValue {
    const item = Array.isArray(items) ? items[0] : items;
    return Array.from({ length: Math.max(1, minItems) }, () => sample(item, depth + 1));
  }

  function sampleText({ format, minLength = 0, maxLength = MAX_TEXT_CHARACTERS }: JSONSchema7): string {
    const known = format === undefined ? undefined : SAMPLES_BY_FORMAT[format];
    if (known !== undefined) return known;
    const words = text === "" ? "sample" : text;
    return words
      .padEnd(minLength, ".")
      .slice(0, Math.min(maxLength, Math.max(MAX_TEXT_CHARACTERS, minLength)));
  }

  return sample(schema, 0);
}

const SAMPLES_BY_FORMAT: Readonly<Record<string, string>> = {
  date: "2026-01-01",
  "date-time": "2026-01-01T00:00:00.000Z",
  email: "someone@example.com",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

function sampleNumber({ minimum, exclusiveMinimum, maximum, multipleOf = 1 }: JSONSchema7): number {
  const least = typeof exclusiveMinimum === "number" ? exclusiveMinimum + multipleOf : (minimum ?? 1);
  const fitting = Math.ceil(least / multipleOf) * multipleOf;
  return maximum !== undefined && fitting > maximum ? maximum : fitting;
}
