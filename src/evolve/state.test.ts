import { expect, test } from "vitest";
import { unpack } from "../render/archive.ts";
import type { Files } from "../render/file.ts";
import { wholeCatalog } from "../stack/fixtures/whole-catalog.ts";
import { resolve } from "../stack/resolve.ts";
import { parseWords } from "../stack/words.ts";
import { basePath, stateOf, statePath, withState } from "./state.ts";

const asked = [
  ...parseWords(wholeCatalog, "service", "auth[org,oauth]"),
  ...parseWords(wholeCatalog, "component", "worker"),
];
const stack = resolve(wholeCatalog, { asked, packageManager: "npm", nodePin: true });
const state = stateOf("1.2.3", wholeCatalog, stack, { name: "shop" });
const rendered: Files = new Map([
  ["app/a.ts", { content: "a\n", executable: false }],
  ["package-lock.json", { content: "{}\n", executable: false }],
]);

test("the state holds the words that were asked for, not what came along", () => {
  expect(state).toEqual({
    aegis: "1.2.3",
    name: "shop",
    components: ["worker[redis]"],
    services: ["auth[org,oauth]"],
    packageManager: "npm",
    nodePin: true,
  });
});

test("base and state come last, and the base holds the text as written, and for which state", () => {
  const files = withState(rendered, state);
  expect([...files.keys()]).toEqual(["app/a.ts", "package-lock.json", basePath, statePath]);
  const base = files.get(basePath)?.content;
  if (typeof base === "string" || base === undefined) throw new Error("the base is not packed");
  const { [statePath]: stated, ...written } = Object.fromEntries(unpack(base));
  expect(written).toEqual(Object.fromEntries(rendered));
  expect(JSON.parse(String(stated?.content))).toEqual(state);
});

test("the same state is the same bytes", () => {
  expect([...withState(rendered, state)]).toEqual([...withState(rendered, state)]);
});
