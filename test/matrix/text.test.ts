import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { File } from "../../src/render/file.ts";
import { coveringSet } from "./covering.ts";
import { stacks, textOf, variants } from "./stacks.ts";

/** Where engines are named: databases, and queues, which have some of their own. */
const ENGINES = /^app\/(core\/(columns|database|queue|settings)\.ts$|services\/tasks\/)/;

/** Where Redis and the cache may name the library that stores them. */
const LIBRARIES = /^app\/core\/(redis|cache)\//;

describe.each([...stacks, ...variants(coveringSet(stacks, 2))])("$label", (rendered) => {
  let texts: [string, File][] = [];
  beforeAll(() => {
    texts = [...rendered.files].filter(([, file]) => typeof file.content === "string");
  });
  afterAll(() => {
    texts = [];
  });

  test("holds no tag and no placeholder of the template", () => {
    const found = texts.filter(([, file]) => /aegis:[a-z!]|\bmy-app\b/.test(textOf(file)));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  test("holds no empty file and no blank line twice where something was left out", () => {
    expect(texts.filter(([, file]) => textOf(file).trim() === "")).toEqual([]);
    const gaping = texts.filter(([path, file]) => !path.endsWith(".md") && /\n\n\n/.test(textOf(file)));
    expect(gaping.map(([path]) => path)).toEqual([]);
  });

  test("nobody but the database and the queues names an engine", () => {
    const core = texts.filter(([path]) => /^app\/.*\.tsx?$/.test(path) && !/\.(test|fixture)\./.test(path));
    const knowing = core.filter(([, file]) => /sqlite|postgres|\bpg\b/i.test(textOf(file)));
    expect(knowing.map(([path]) => path).filter((path) => !ENGINES.test(path))).toEqual([]);
  });

  test("nobody but Redis and the cache names what keeps them", () => {
    const app = texts.filter(([path]) => /^(app|tests)\/.*\.tsx?$/.test(path));
    const knowing = app.filter(([, file]) => /bullmq|ioredis/i.test(textOf(file)));
    expect(knowing.map(([path]) => path).filter((path) => !LIBRARIES.test(path))).toEqual([]);
  });

  test("every text ends with one newline and has Unix line ends", () => {
    const odd = texts.filter(([, file]) => /\r|[^\n]$|\n\n$/.test(textOf(file)));
    expect(odd.map(([path]) => path)).toEqual([]);
  });
});
