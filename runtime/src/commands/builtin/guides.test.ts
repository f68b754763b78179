import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatGuide, type Guide, readGuides } from "./guides.ts";

/** The folder of an application with these guides of its own. */
function createFolder(guides: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "guides-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "docs"));
  for (const [file, text] of Object.entries(guides)) writeFileSync(join(folder, "docs", file), text);
  return folder;
}

const createGuide = (text: string, origin: Guide["origin"] = "runtime"): Guide => ({
  topic: "topic",
  title: "Topic",
  origin,
  text,
});

test("the guides of each capability with one are there, with those of the application", () => {
  const guides = readGuides(createFolder({ "invoices.md": "# How we write invoices\n" }));
  const topics = guides.map(({ topic }) => topic);
  const ofRuntime = [
    "ai",
    "ai-documents",
    "ai-mcp",
    "auth",
    "cache",
    "database",
    "failures",
    "mail",
    "redis",
    "scheduler",
    "worker",
  ];
  expect(topics).toEqual([...ofRuntime, "invoices"].toSorted());
  expect(guides.find(({ topic }) => topic === "invoices")).toMatchObject({
    title: "How we write invoices",
    origin: "application",
  });
});

test("an owner's guide replaces the one of the runtime", () => {
  const guides = readGuides(createFolder({ "redis.md": "Ours.\n" })).filter(({ topic }) => topic === "redis");
  expect(guides).toEqual([{ topic: "redis", title: "redis", origin: "application", text: "Ours.\n" }]);
});

test("an application without a folder of guides has those of the runtime", () => {
  expect(readGuides(join(createFolder({}), "nowhere")).length).toBe(11);
});

const COMMANDS =
  "Run `npx my-app db migrate`, `npm run db:generate` and `npm start` in my-app; keys begin with `my-app:`.";

test.each([
  [
    "npm",
    "Run `npx shop db migrate`, `npm run db:generate` and `npm start` in shop; keys begin with `shop:`.",
  ],
  [
    "pnpm",
    "Run `pnpm exec shop db migrate`, `pnpm run db:generate` and `pnpm start` in shop; keys begin with `shop:`.",
  ],
  [
    "bun",
    "Run `bunx shop db migrate`, `bun run db:generate` and `bun run start` in shop; keys begin with `shop:`.",
  ],
] as const)("commands are those of the application and of %s", (manager, expected) => {
  expect(formatGuide(createGuide(COMMANDS), "shop", manager)).toBe(expected);
});

test("every command of a guide of the runtime is turned into the manager's", () => {
  for (const guide of readGuides("/nowhere"))
    expect(
      formatGuide(guide, "shop", "pnpm").match(/\b(npm |npx (?!aegis-stack)).*/g),
      guide.topic,
    ).toBeNull();
});

test("an owner's guide is shown as it is", () => {
  expect(formatGuide(createGuide(COMMANDS, "application"), "shop", "pnpm")).toBe(COMMANDS);
});
