import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "./json.ts";
import { readSettings } from "./settings.ts";
import { meaning, print } from "./tree.ts";
import { readYaml } from "./yaml.ts";

const template = (path: string) =>
  readFileSync(join(import.meta.dirname, "../../../../template", path), "utf8");

const configuration = `# Of the owner.
x-common: &common
  restart: always # on purpose

"name": app
services:
  web:
    <<: *common
    image: "app # not a comment"
    command:
    - node
    - web.ts # last
    script: |
      # not a comment
      echo: not a key

      done
    # At the end.

  other: { image: x,
    init: true }
empty:
`;

test.each([
  ["package.json", readJson],
  ["package-lock.json", readJson],
  ["tsconfig.json", readJson],
  ["biome.json", readJson],
  ["compose.yaml", readYaml],
  [".env.example", readSettings],
])("every character of %s is in what was read of it", (path, read) => {
  const node = read(template(path));
  expect(node).not.toBeNull();
  expect(node && print(node)).toBe(template(path));
});

test("what YAML allows in blocks is told apart, the rest taken as it stands, and every character kept", () => {
  const node = readYaml(configuration);
  expect(node && print(node)).toBe(configuration);
  expect(meaning(node)).toContain('"name":"app"');
  expect(meaning(node)).toContain('"restart":"always"');
  expect(meaning(node)).toContain('"image":"app # not a comment"');
  expect(meaning(node)).toContain('"empty":""');
});

test("JSON with comments and a comma at the end", () => {
  const text = '// head\n{\n  /* one */ "a": [1, 2,], // two\n  "b": { "c": null }, // three\n}\n// foot\n';
  const node = readJson(text);
  expect(node && print(node)).toBe(text);
  expect(meaning(node)).toBe('{"a":[1,2],"b":{"c":null}}');
});

test.each(["", "1", "{", "{]", '{"a" 1}', '{"a": 1 "b": 2}', "[1 2]", "{a: 1}", '{"a": 01}', "{} x", "[,]"])(
  "%j is no JSON that could be merged",
  (text) => {
    expect(readJson(text)).toBeNull();
  },
);

test.each(["\ta: 1\n", "--- \na: 1\n", "a: 1\n---\nb: 2\n", "- 1\n", "? a\n: b\n", "a\n"])(
  "%j is no YAML that could be merged by key",
  (text) => {
    expect(readYaml(text)).toBeNull();
  },
);
