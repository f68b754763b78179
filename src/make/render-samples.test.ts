import { describe, expect, test } from "vitest";
import { claimProofs } from "../../scripts/claim-proofs.ts";
import { sampleFiles, templateWithProofs } from "../../scripts/template-files.ts";
import { ownership } from "../render/owner.ts";
import { catalog } from "../stack/catalog.ts";
import { kinds } from "./kinds.ts";
import { nameFor } from "./name.ts";
import { renameSample, renderSamples } from "./render-samples.ts";
import { servicePath } from "./service.ts";

const TEMPLATE = new URL("../../template", import.meta.url).pathname;
const samples = sampleFiles(TEMPLATE);
const paths = Object.values(kinds).flatMap((kind) => kind.samples);

describe("the folder of samples", () => {
  test("holds the files of the kinds and no others, each of one kind", () => {
    expect([...samples.keys()].sort()).toEqual([...paths].sort());
  });

  test("belongs to no application, and no component or service claims it", () => {
    const ownersOf = ownership(claimProofs(catalog));
    expect([...samples.keys()].filter((path) => ownersOf(`make/${path}`).length > 0)).toEqual([]);
    expect([...templateWithProofs(TEMPLATE).keys()].filter((path) => path.startsWith("make/"))).toEqual([]);
  });

  test("has the service where entry points look for it", () => {
    expect(kinds.service.samples).toContain(servicePath(nameFor("service", "sample-item")));
  });
});

const names = ["a", "invoices", "customer-subscription-plan-abc", "abcdefghijklmnopqrstuvwxyzabcd"];
const variants = names.flatMap((name) => [true, false].map((hasService) => ({ name, hasService })));

describe.each(variants)("rendered for $name, with its service: $hasService", ({ name, hasService }) => {
  const files = [...renderSamples(samples, paths, nameFor("service", name), hasService)];

  test("neither a tag nor a form of the placeholder is left", () => {
    for (const [path, text] of files) {
      expect(path).not.toContain("sample");
      expect(text, path).not.toMatch(/sample.?item|aegis:/i);
    }
  });

  test("no line but an import of a single name is longer than the formatter allows", () => {
    const lines = files.flatMap(([, text]) => text.split("\n"));
    expect(lines.filter((line) => line.length > 110 && !/^import \{ \w+ \} from/.test(line))).toEqual([]);
  });

  test(`the entry points ${hasService ? "import" : "do without"} the service`, () => {
    const importing = files.filter(([, text]) => text.includes(`${name}-service.ts";`)).map(([path]) => path);
    expect(importing).toHaveLength(hasService ? 7 : 1);
  });
});

test("a name that contains a form of the placeholder is written once", () => {
  const name = nameFor("service", "my-sample-item");
  expect(renameSample("sample-item sampleItem SampleItem Sample item", name)).toBe(
    "my-sample-item mySampleItem MySampleItem My sample item",
  );
});

test("a key of an object is quoted only where it has to be", () => {
  const text = '{ "sample-item": false }';
  expect(renameSample(text, nameFor("service", "invoices"))).toBe("{ invoices: false }");
  expect(renameSample(text, nameFor("service", "user-profile"))).toBe('{ "user-profile": false }');
});

test("a sample that is missing is a fault of the package", () => {
  expect(() => renderSamples(new Map(), paths, nameFor("service", "a"), true)).toThrow(
    "have no app/services",
  );
});
