import { expect, test } from "vitest";
import { everyClaim } from "../render/owner.ts";
import { catalog } from "./catalog.ts";
import { parseCondition } from "./condition.ts";
import { wholeCatalog } from "./fixtures/whole-catalog.ts";
import { resolve } from "./resolve.ts";
import { vocabularyOf } from "./stack.ts";
import { parseWord } from "./words.ts";

const { entries } = catalog;
const names = entries.map((entry) => entry.name);

test("every name is there once", () => {
  expect(new Set(names).size).toBe(names.length);
});

test("every condition is well-formed and uses words of the catalog", () => {
  const vocabulary = vocabularyOf(catalog);
  const conditions = [
    ...entries.flatMap((entry) => [
      ...entry.requires,
      ...entry.defaults,
      ...entry.containers,
      ...entry.commands,
    ]),
    ...everyClaim(catalog).map(({ claim }) => claim),
  ].flatMap((each) => each.when ?? []);
  const faults = conditions
    .map((text) => parseCondition(text, vocabulary))
    .filter((each) => typeof each === "string");
  expect(faults).toEqual([]);
});

test.each(entries)("$name: what it names exists", (entry) => {
  expect(entry.pairsWell.filter((name) => !names.includes(name))).toEqual([]);
  const choices = entry.choices.map((choice) => choice.name);
  expect(entry.defaults.filter((each) => !choices.includes(each.choice))).toEqual([]);
  for (const { needs } of entry.requires) {
    const needed = catalog.entries.find(({ name }) => name === needs.replace(/\[.*/, ""));
    expect(needed && parseWord(catalog, needed.kind, needs)).toBeDefined();
  }
});

test.each(entries)("$name: one default holds in any stack", (entry) => {
  expect(entry.choices.length === 0 || entry.defaults.at(-1)?.when === undefined).toBe(true);
  expect(entry.choices.length > 0).toBe(entry.defaults.length > 0);
});

test.each(entries.filter((entry) => entry.status === "available"))(
  "$name: can be had as it stands",
  (entry) => {
    const asked = [{ name: entry.name, choice: null, flags: [] }];
    expect(resolve(catalog, { asked, packageManager: "npm", nodePin: false }).parts.length).toBeGreaterThan(
      2,
    );
  },
);

test.each(wholeCatalog.entries)("$name: each option can be had when nothing is planned", (entry) => {
  for (const choice of entry.choices) {
    const asked = [{ name: entry.name, choice: choice.name, flags: [] }];
    const made = resolve(wholeCatalog, { asked, packageManager: "npm", nodePin: false });
    expect(made.parts.find((part) => part.name === entry.name)?.choice).toBe(choice.name);
  }
});
