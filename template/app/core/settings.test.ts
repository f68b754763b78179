import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSettings, describeSettings } from "@aegis-stack/runtime/settings";
import { expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";
import { settings } from "./settings.ts";

const readValue = (name: string, value: string) =>
  checkSettings(settings, "web", value === "" ? {} : { [name]: value }).values[name];

const blocks = readFileSync(join(ROOT, ".env.example"), "utf8")
  .trim()
  .split(/\n\s*\n/)
  .slice(1)
  // Marks for folding, and what is itself commented out.
  .filter((block) => !block.startsWith("# #"));
const documented = blocks.map((block) => {
  const lines = block.split("\n");
  const [, name = "", value = ""] = /^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(lines.at(-1) ?? "") ?? [];
  return { name, value, comment: lines.slice(0, -1).join("\n") };
});

test(".env.example documents every setting, in the schema's order, and nothing else", () => {
  expect(documented.map(({ name }) => name)).toEqual(Object.keys(settings));
});

test.each(documented)("$name has a comment, and says whether it is secret", ({ name, comment }) => {
  expect(comment.length).toBeGreaterThan(20);
  const described = describeSettings(settings, "web").settings.find((setting) => setting.name === name);
  expect(/^# Secret\./.test(comment)).toBe(described?.secret);
});

test.each(documented.filter(({ name }) => name !== "PORT"))("$name shows the default", ({ name, value }) => {
  expect(readValue(name, value)).toEqual(readValue(name, ""));
});

test("its lines are valid as they stand", () => {
  const environment = Object.fromEntries(documented.map(({ name, value }) => [name, value]));
  expect(checkSettings(settings, "web", environment)).toMatchObject({ faults: [], hints: [] });
});
