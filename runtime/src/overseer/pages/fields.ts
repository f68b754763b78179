import { z } from "zod";

/** One field of a form that a task is enqueued by. */
export interface Field {
  name: string;
  /** `json`: what no single field can hold. */
  kind: "text" | "number" | "flag" | "choice" | "json";
  required: boolean;
  /** What it holds to begin with; empty when the contract has no default. */
  initial: string;
  /** For a choice. */
  choices: string[];
  description: string;
}

const property = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});

const objectSchema = z.object({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

/** The name of the only field of a payload that is no object. */
const WHOLE_FIELD = "payload";

/** The fields for a payload, by its JSON schema: one for each property, or one for the whole in JSON. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): Field[] {
  const { data: object } = objectSchema.safeParse(schema);
  if (!object) return [fieldOf(WHOLE_FIELD, {}, true)];
  return Object.entries(object.properties).map(([name, described]) =>
    fieldOf(name, property.safeParse(described).data ?? {}, object.required.includes(name)),
  );
}

function fieldOf(name: string, described: z.infer<typeof property>, required: boolean): Field {
  const kind = kindOf(described);
  const { default: initial, description = "", enum: choices = [] } = described;
  return {
    name,
    kind,
    required: required && initial === undefined && kind !== "flag",
    initial: initial === undefined ? "" : typeof initial === "string" ? initial : JSON.stringify(initial),
    choices: kind === "choice" ? choices.map(String) : [],
    description,
  };
}

function kindOf({ type, enum: choices }: z.infer<typeof property>): Field["kind"] {
  if (choices?.every((choice) => typeof choice === "string")) return "choice";
  if (type === "string") return "text";
  if (type === "number" || type === "integer") return "number";
  return type === "boolean" ? "flag" : "json";
}

/**
 * Puts the payload together from what a form held. What cannot be read is handed on as text: the contract refuses it,
 * in its own words.
 */
export function createPayload(
  schema: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, string>>,
): unknown {
  const payload: Record<string, unknown> = {};
  for (const { name, kind } of fieldsOf(schema)) {
    const text = sent[`field.${name}`] ?? "";
    if (kind === "flag") payload[name] = text === "on";
    else if (text !== "") payload[name] = kind === "number" || kind === "json" ? parsed(text) : text;
  }
  return objectSchema.safeParse(schema).success ? payload : payload[WHOLE_FIELD];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
