import { expect, test } from "vitest";
import { z } from "zod";
import { createSample } from "./sample-object.ts";

const node: z.ZodType = z.object({ name: z.string(), children: z.lazy(() => z.array(node)).optional() });

test.each([
  ["texts with limits", z.object({ short: z.string().max(3), long: z.string().min(100).max(120) })],
  [
    "numbers",
    z.object({ a: z.int().positive(), b: z.number().min(2.5).max(3), c: z.int().multipleOf(7).min(8) }),
  ],
  [
    "choices",
    z.object({ one: z.enum(["x", "y"]), two: z.literal("z"), three: z.union([z.string(), z.number()]) }),
  ],
  ["lists", z.object({ none: z.array(z.string()), three: z.array(z.int()).min(3) })],
  ["formats", z.object({ a: z.email(), b: z.url(), c: z.uuid(), d: z.iso.date(), e: z.iso.datetime() })],
  ["nothing and yes", z.object({ a: z.null(), b: z.boolean(), c: z.string().nullable() })],
  ["objects in objects", z.object({ outer: z.object({ inner: z.object({ text: z.string() }) }) })],
  ["a schema that refers to itself", node],
])("%s fit their schema, the same each time", (_label, schema) => {
  const json = z.toJSONSchema(schema, { target: "draft-7" });
  const sample = createSample(json, "A question about orders");
  expect(() => schema.parse(sample)).not.toThrow();
  expect(createSample(json, "A question about orders")).toEqual(sample);
});
