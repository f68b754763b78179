import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareNames } from "./compare-names.ts";

const collator = new Intl.Collator("en");

/** Pairs that do not compare as the collator compares them. */
function differencesIn(names: readonly string[]): string[] {
  return names.flatMap((one) =>
    names
      .filter((other) => Math.sign(compareNames(one, other)) !== Math.sign(collator.compare(one, other)))
      .map((other) => `${one} ${other}`),
  );
}

test("every name of the template's lock compares as by the English collation", () => {
  const lock = JSON.parse(readFileSync(new URL("../../template/package-lock.json", import.meta.url), "utf8"));
  const names = [...Object.keys(lock.packages), ...Object.values<object>(lock.packages).flatMap(Object.keys)];
  expect(differencesIn([...new Set(names)])).toEqual([]);
});

test("so do names with every printable character, capitals and other letters", () => {
  const characters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
  const names = [...characters, ...characters.map((character) => `a${character}b`)];
  const capitals = [
    "aB",
    "ab",
    "AB",
    "Ab",
    "aBc",
    "abC",
    "",
    "a",
    "A",
    "ä",
    "a b",
    "é",
    "日本",
    "ab1",
    "aB1",
  ];
  expect(differencesIn([...names, ...capitals])).toEqual([]);
});
