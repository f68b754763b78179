import { expect, test } from "vitest";
import { findWords, findWordsInMarkdown } from "./find-words.ts";

const faults = (text: string, path = "source.ts") =>
  findWords(path, text).map(({ line, fault }) => `${line} ${fault}`);

test("a name with a listed word is refused wherever it stands, and one that only contains its letters is not", () => {
  expect(faults("const createStation = 1;\nobject.letGo();")).toEqual([
    '1 createStation: instead of "station" use queue runner',
    "2 letGo: use release, delete",
  ]);
  expect(faults("const dashboard = nearest(handler, keyboard);")).toEqual([]);
});

test("a file name counts as a name", () => {
  expect(faults("", "queue/near.ts")).toEqual(['1 file name near: instead of "near" use closest match']);
});

test("phrases are refused in comments, texts and templates, with their line", () => {
  const text =
    '// For whoever reads.\n/**\n * It is told.\n */\nconst text = "All is well.";\nconst more = `nobody`;';
  expect(faults(text).map((fault) => fault[0])).toEqual(["1", "3", "5", "6"]);
});

test("a constant of one word is refused, ROOT and names with a qualifier are not", () => {
  expect(faults("const PATIENCE = 1;\nconst ROOT = 2;\nconst LOCK_MS = 3;")).toEqual([
    '1 PATIENCE: instead of "patience" use timeout',
    "1 PATIENCE: a constant is a noun, a qualifier and a unit",
  ]);
});

test("texts of a test are not judged, its comments and names are", () => {
  const text = 'test("nobody is told", () => {});\n// For nobody.\nletGo();';
  expect(faults(text, "queue.test.ts").map((fault) => fault[0])).toEqual(["2", "3"]);
});

test("a name of JavaScript itself is no listed word", () => {
  expect(faults("class Thing { constructor() { this.toString(); } }")).toEqual([]);
});

test("a panel or heading element whose text is a question is refused, a dialog that asks is not", () => {
  const text = `const page = (
  <Panel id="queues" title="Queues">
    <h2>Is it full?</h2>
    <Panel
      id="worker"
      title="Busy?"
    />
    <Confirm title="Pause the queue?" />
  </Panel>
);`;
  const heading = "a heading is a noun that a reader searches for";
  expect(faults(text, "page.tsx")).toEqual([`3 ${heading}`, `4 ${heading}`]);
});

test("phrases of Overseer's pages are refused there, and not elsewhere", () => {
  const text = 'const message = "The queue goes on.";';
  expect(faults(text, "runtime/src/overseer/pages/worker.ts")).toEqual([
    '1 instead of "goes on" use is resumed, continues',
  ]);
  expect(faults(text, "runtime/src/queue/worker.ts")).toEqual([]);
});

test("a heading that is a question is refused", () => {
  expect(findWordsInMarkdown("# Queues\n\nWhat waits?\n\n## What waits?\n")).toEqual([
    { line: 5, fault: "a heading is a noun that a reader searches for" },
  ]);
});

test("the titles of tests that a document names stay as they are", () => {
  expect(findWordsInMarkdown("| Forged cookie | `src/attacks/sessions`: `a cookie is nobody's` |\n")).toEqual(
    [],
  );
  expect(findWordsInMarkdown("| Forged cookie | nobody is signed in |\n")).toHaveLength(1);
});
