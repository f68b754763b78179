import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runIn } from "./workspace.ts";

// What holds for the template's own pages, and would be the owner's business in an application.
const TEMPLATE = join(import.meta.dirname, "../../template");
const BUDGET_KB = 150;
/** Loaded after the page of the chat, by the AI SDK for the most part. */
const LIVE_CHAT_BUDGET_KB = 55;

// Where git does not look, so that the template stays as it is for others.
mkdirSync(join(TEMPLATE, "build"), { recursive: true });
const directory = mkdtempSync(join(TEMPLATE, "build/weighed-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Loaded {
  readonly module: string;
  readonly imports?: readonly string[];
}

/** The scripts of the built pages, and which of them browsers load with what. Names are those of files in `assets`. */
function readScripts(pages: string) {
  const assets = join(pages, "client/assets");
  const [manifest = ""] = globSync("manifest-*.js", { cwd: assets });
  const { entry, routes }: { entry: Loaded; routes: Record<string, Loaded> } = JSON.parse(
    readFileSync(join(assets, manifest), "utf8")
      .replace(/^[^=]*=/, "")
      .replace(/;\s*$/, ""),
  );
  const namesOf = ({ module, imports = [] }: Loaded) => [module, ...imports].map((path) => basename(path));
  const byRoute = new Map(Object.entries(routes).map(([id, route]) => [id, namesOf(route)]));
  const texts = new Map(
    globSync("*.js", { cwd: assets })
      .filter((name) => name !== manifest)
      .map((name) => [name, readFileSync(join(assets, name), "utf8")]),
  );
  const atOnce = new Set([...namesOf(entry), ...[...byRoute.values()].flat()]);
  return { texts, byRoute, atOnce, later: [...texts.keys()].filter((name) => !atOnce.has(name)) };
}

const weigh = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1_000;

describe("scripts for browsers", () => {
  const pages = join(directory, "pages");
  let scripts: ReturnType<typeof readScripts>;
  const textsOf = (names: Iterable<string>) => [...names].map((name) => scripts.texts.get(name) ?? "");

  beforeAll(() => {
    const build = runIn(TEMPLATE, "react-router", ["build"], { UI_BUILD_DIRECTORY: pages });
    expect(build).toMatchObject({ status: 0 });
    scripts = readScripts(pages);
  });

  test(`of all pages weigh no more than ${BUDGET_KB} kB, and bring no zod along`, () => {
    const texts = textsOf(scripts.atOnce);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts).not.toContain("");
    expect(weigh(texts)).toBeLessThan(BUDGET_KB);
    const server = readFileSync(join(pages, "server/index.js"), "utf8");
    expect([...texts, server].filter((text) => text.includes("_zod"))).toEqual([]);
  });

  test(`that stream a chat weigh no more than ${LIVE_CHAT_BUDGET_KB} kB, and the page of the chat alone loads them`, () => {
    const { texts, byRoute, later } = scripts;
    expect(later.length).toBeGreaterThan(0);
    // The AI SDK checks each chunk of a stream, by zod.
    expect(weigh(textsOf(later))).toBeLessThan(LIVE_CHAT_BUDGET_KB);
    const importers = [...texts].filter(
      ([name, text]) => !later.includes(name) && later.some((each) => text.includes(each)),
    );
    expect(importers.length).toBeGreaterThan(0);
    const loading = [...byRoute].filter(([, names]) => importers.some(([name]) => names.includes(name)));
    expect(loading.map(([id]) => id)).toEqual(["ai/page"]);
  });
});

test("the test of contrast knows every colour of the pages", () => {
  const css = readFileSync(join(TEMPLATE, "app/components/frontend/app.css"), "utf8");
  const tests = readFileSync(join(TEMPLATE, "app/components/frontend/tokens.test.ts"), "utf8");
  const colours = [...css.matchAll(/--(\w+): light-dark\(/g)].map(([, name = ""]) => name);
  expect(colours.length).toBeGreaterThan(9);
  // A line between two surfaces carries no text.
  expect(colours.filter((name) => name !== "line" && !tests.includes(`"${name}"`))).toEqual([]);
});
