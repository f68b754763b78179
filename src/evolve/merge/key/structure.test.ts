import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { seeded } from "../fixtures/random-edits.ts";
import { mergeFile } from "../merge-file.ts";

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
type Random = () => number;

const template = join(import.meta.dirname, "../../../../template");
const rounds = 150;

/** Maps within a value, each with its path, that the test may add to and take from. */
function mapsIn(value: Value, path: string[] = []): { map: { [key: string]: Value }; path: string[] }[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => mapsIn(each, [...path, key]));
  return [{ map: value, path }, ...inside];
}

const at = (value: Value, path: readonly string[]): Value | undefined =>
  path.reduce<Value | undefined>(
    (found, key) =>
      typeof found === "object" && found !== null && !Array.isArray(found) ? found[key] : undefined,
    value,
  );

interface Edit {
  readonly path: string[];
  readonly value: Value | undefined;
}

/** Adds, changes and takes out some members anywhere; what was done is answered. */
function editMaps(value: Value, random: Random, mark: string, count: number): Edit[] {
  return Array.from({ length: count }, (_, index): Edit => {
    const maps = mapsIn(value);
    const { map, path } = maps[Math.floor(random() * maps.length)]!;
    const keys = Object.keys(map);
    const key = keys[Math.floor(random() * keys.length)] ?? `${mark}-${index}`;
    const kind = random();
    if (kind < 0.5) {
      map[`${mark}-${index}`] = `${mark} ${Math.floor(random() * 1000)}`;
      return { path: [...path, `${mark}-${index}`], value: map[`${mark}-${index}`]! };
    }
    if (kind < 0.8 && typeof map[key] === "string") {
      map[key] = `${mark} ${index}`;
      return { path: [...path, key], value: map[key] };
    }
    if (typeof map[key] === "object") return { path: [...path, key], value: map[key]! };
    delete map[key];
    return { path: [...path, key], value: undefined };
  });
}

const json = {
  read: (text: string): Value => JSON.parse(text),
  write: (value: Value) => `${JSON.stringify(value, null, 2)}\n`,
};
const yaml = {
  read: (text: string): Value => parse(text),
  write: (value: Value) => stringify(value, { lineWidth: 0 }),
};

test.each([
  ["package.json", json],
  ["tsconfig.json", json],
  ["biome.json", json],
  ["compose.yaml", yaml],
])("%s: what both did to its keys is there, or between markers", (path, { read, write }) => {
  const original = read(readFileSync(join(template, path), "utf8"));
  const base = write(original);
  let conflicts = 0;
  for (let round = 0; round < rounds; round++) {
    const random = seeded(round);
    const [mine, incoming] = [structuredClone(original), structuredClone(original)];
    const count = 1 + Math.floor(random() * 4);
    const own = editMaps(mine, random, "mine", count).filter((edit) => at(mine, edit.path) === edit.value);
    const theirs = editMaps(incoming, random, "new", count).filter(
      (edit) => at(incoming, edit.path) === edit.value,
    );
    const merged = mergeFile(path, { base, ours: write(mine), theirs: write(incoming) });
    const text = merged.text ?? "";
    if (merged.conflicts.length > 0) {
      conflicts++;
      for (const { value } of own) if (typeof value === "string") expect(text).toContain(value);
      continue;
    }
    const result = read(text);
    const isMine = (edit: Edit) => own.some(({ path: other }) => edit.path.join().startsWith(other.join()));
    // An owner's word is final: added, changed or taken out.
    for (const { path: place, value } of own) {
      if (typeof value === "string" || value === undefined) expect(at(result, place), text).toBe(value);
    }
    for (const edit of theirs) {
      if (isMine(edit) || at(mine, edit.path.slice(0, -1)) === undefined) continue;
      if (typeof edit.value === "string") expect(at(result, edit.path), text).toBe(edit.value);
      if (edit.value === undefined) expect(at(result, edit.path), text).toBeUndefined();
    }
  }
  expect(conflicts).toBeLessThan(rounds / 2);
});
