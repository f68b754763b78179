import fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { acceptForms, isDeeperThan } from "./request-bodies.ts";

async function withForm() {
  const app = fastify({ logger: false });
  acceptForms(app);
  app.post("/", ({ body }) => ({ length: Buffer.isBuffer(body) ? body.length : -1 }));
  onTestFinished(() => app.close());
  return (type: string, payload: string) =>
    app.inject({ method: "POST", url: "/", headers: { "content-type": type }, payload });
}

const FORM = "application/x-www-form-urlencoded";
const UPLOAD = 'multipart/form-data; boundary="----x"';
const parts = (count: number) =>
  `${'------x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(count)}------x--\r\n`;

test.each([
  ["a form", FORM, "a=b&c=d"],
  ["a long text in a form", FORM, `a=${"x".repeat(130_000)}`],
  ["an upload", UPLOAD, parts(20)],
  ["an upload that holds lines like those between parts", UPLOAD, `${parts(1)}${"\r\n-- sql".repeat(2_000)}`],
  ["JSON that a script submits", "application/json", '{"a":1}'],
  ["text", "text/plain", "a"],
])("%s is taken as the bytes that were sent", async (_name, type, payload) => {
  const response = await (await withForm())(type, payload);
  expect([response.statusCode, response.json()]).toEqual([200, { length: payload.length }]);
});

test.each([
  ["a form of 500,000 fields", FORM, "a&".repeat(500_000), "REQUEST_FORM_TOO_LARGE"],
  ["a form of 1,002 fields", FORM, "a&".repeat(1_001), "REQUEST_TOO_MANY_FIELDS"],
  ["an upload of 1,001 parts", UPLOAD, parts(1_001), "REQUEST_TOO_MANY_FIELDS"],
  ["deep JSON", "application/json", "[".repeat(101), "REQUEST_JSON_TOO_DEEP"],
  ["XML", "application/xml", "<a/>", "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
])("%s is refused before anything parses it", async (_name, type, payload, code) => {
  const response = await (await withForm())(type, payload);
  expect(response.json().code).toBe(code);
});

test.each([
  ["[[1]]", 2, false],
  ["[[1]]", 1, true],
  ['{"a":{"b":[]}}', 2, true],
  ["[][][]{}{}", 1, false],
  ['["[[[", "\\"[[[", "\\\\"]', 1, false],
  ['"\\\\"[[', 1, true],
])("%s is deeper than %i: %s", (json, limit, expected) => expect(isDeeperThan(json, limit)).toBe(expected));
