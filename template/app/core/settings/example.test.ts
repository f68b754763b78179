import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";
import { checkSettings } from "./check.ts";
import { SECRET_SETTINGS, SETTING_NAMES, settingsSchema } from "./schema.ts";

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
  expect(documented.map(({ name }) => name)).toEqual(SETTING_NAMES);
});

test.each(documented)("$name has a comment, and says whether it is secret", ({ name, comment }) => {
  expect(comment.length).toBeGreaterThan(20);
  expect(/^# Secret\./.test(comment)).toBe(SECRET_SETTINGS.has(name));
});

test.each(documented.filter(({ name }) => name !== "PORT"))("$name shows the default", ({ name, value }) => {
  const setting = settingsSchema.shape[name as keyof typeof settingsSchema.shape];
  expect(setting.safeParse(value || undefined).data).toEqual(setting.safeParse(undefined).data);
});

test("its lines are valid as they stand", () => {
  const environment = Object.fromEntries(documented.map(({ name, value }) => [name, value]));
  expect(checkSettings(environment, "web")).toMatchObject({ faults: [], hints: [] });
});
