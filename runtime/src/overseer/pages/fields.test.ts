import { expect, test } from "vitest";
import { z } from "zod";
import { createPayload, fieldsOf } from "./fields.ts";

const schemaOf = (schema: z.ZodType): Record<string, unknown> =>
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input" })));

const payload = schemaOf(
  z.object({
    title: z.string().default("Report").describe("What stands on top"),
    copies: z.number().int(),
    urgent: z.boolean().optional(),
    size: z.enum(["small", "large"]),
    tags: z.array(z.string()).optional(),
  }),
);

test("each property of a payload is a field of its kind", () => {
  expect(fieldsOf(payload)).toEqual([
    {
      name: "title",
      kind: "text",
      required: false,
      initial: "Report",
      choices: [],
      description: "What stands on top",
    },
    { name: "copies", kind: "number", required: true, initial: "", choices: [], description: "" },
    { name: "urgent", kind: "flag", required: false, initial: "", choices: [], description: "" },
    {
      name: "size",
      kind: "choice",
      required: true,
      initial: "",
      choices: ["small", "large"],
      description: "",
    },
    { name: "tags", kind: "json", required: false, initial: "", choices: [], description: "" },
  ]);
});

test("what the form held becomes the payload; what was left empty is not in it", () => {
  const sent = { "field.title": "", "field.copies": "2", "field.urgent": "on", "field.size": "large" };
  expect(createPayload(payload, sent)).toEqual({ copies: 2, urgent: true, size: "large" });
  expect(createPayload(payload, { "field.tags": '["a"]' })).toEqual({ urgent: false, tags: ["a"] });
});

test("what cannot be read is handed on for the contract to refuse", () => {
  expect(createPayload(payload, { "field.copies": "many" })).toMatchObject({ copies: "many" });
});

test("a payload that is no object is one field of JSON", () => {
  const list = schemaOf(z.array(z.number()));
  expect(fieldsOf(list)).toMatchObject([{ name: "payload", kind: "json", required: true }]);
  expect(createPayload(list, { "field.payload": "[1]" })).toEqual([1]);
});
