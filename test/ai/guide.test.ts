import { spawn } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { ragTables } from "../../runtime/src/ai/rag/engine-tables/index.ts";
import { aiSettings } from "../../runtime/src/ai/settings.ts";
import { createTestDatabase as createSqliteDatabase } from "../../runtime/src/testing/sqlite/index.ts";
import { cleanEnvironment, temporaryFolder } from "../command.ts";
import { converse, type Exchange, keys, noTerminal } from "../terminal.ts";

const ROOT = join(import.meta.dirname, "../..");
const PROGRAM = join(import.meta.dirname, "application/guide-program.ts");
const GUIDE = readFileSync(join(ROOT, "runtime/docs/ai.md"), "utf8");
const MCP_GUIDE = readFileSync(join(ROOT, "runtime/docs/ai-mcp.md"), "utf8");
const DOCUMENTS_GUIDE = readFileSync(join(ROOT, "runtime/docs/ai-documents.md"), "utf8");
const ALL_GUIDES = [GUIDE, MCP_GUIDE, DOCUMENTS_GUIDE].join("\n");

/** Every command of the guides that the service has, in the words that follow "npx my-app". */
const commands = new Set(
  [...`${GUIDE}\n${MCP_GUIDE}`.matchAll(/npx my-app (ai\b[^`\n]*)/g)].map(([, words = ""]) => words.trim()),
);

/** What a command of a guide ends with where its placeholder names nothing. */
const FAILURES: Readonly<Record<string, string>> = {
  "ai approvals confirm ID": "[ai.unknown-approval]",
  // The program of the guide has no worker.
  "ai ask --background TEXT": "[ai.no-background]",
};

const splitWords = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");

/** Runs a command with an input that is closed. */
async function run(line: string, environment: Readonly<Record<string, string>> = {}) {
  const accounts = line.includes("--user") ? { GUIDE_ACCOUNTS: "true" } : {};
  const child = spawn(process.execPath, [PROGRAM, ...splitWords(line)], {
    env: { ...cleanEnvironment(), ...accounts, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

test("the guides name the commands of the service", () => {
  const subcommands = new Set([...commands].map((words) => words.split(" ")[1]));
  expect([...subcommands].toSorted()).toEqual([
    "approvals",
    "ask",
    "chat",
    "conversations",
    "mcp",
    "models",
    "usage",
  ]);
});

test.each([...commands])("`npx my-app %s` does what the guide says", async (line) => {
  const { out, err, code } = await run(line);
  const failure = FAILURES[line];
  expect({ code, err }).toEqual(
    failure === undefined ? { code: 0, err: "" } : { code: 1, err: expect.stringContaining(failure) },
  );
  // Without a terminal a chat has no prompt, and MCP prints the protocol alone.
  if (failure === undefined && line !== "ai chat" && !/^ai mcp(?! token)/.test(line))
    expect(out).not.toBe("");
});

test("the guide lists every setting of the service", () => {
  const table = /^## Settings$[\s\S]*?(?=^## )/m.exec(GUIDE)?.[0] ?? "";
  const names = [...table.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, name]) => name);
  expect(names.filter((name) => name !== "AI_EMBEDDING_MODEL").toSorted()).toEqual(
    expect.arrayContaining(Object.keys(aiSettings).toSorted()),
  );
});

test("the commands of the guide to documents do what it says, one after the other", async () => {
  const { url, drop } = await createSqliteDatabase([], [ragTables]);
  onTestFinished(drop);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "handbook.md"), "# Returns\n\nThings are taken back for 30 days.\n");
  writeFileSync(join(folder, "prices.html"), "<h1>Prices</h1><p>A thing costs one euro.</p>");
  const runDocuments = (line: string) => run(line, { GUIDE_DATABASE: url });
  const lines = [...DOCUMENTS_GUIDE.matchAll(/npx my-app (ai rag [^`\n]*)/g)].map(([, line = ""]) => line);
  expect(new Set(lines.map((line) => line.split(" ")[2]))).toEqual(
    new Set(["add", "list", "search", "remove", "reembed", "index"]),
  );
  let id = "";
  for (const line of lines) {
    const inFolder = line.replace("FILE", "handbook.md").replace(/\b[a-z]+\.(md|html)\b/g, `${folder}/$&`);
    const { out, err, code } = await runDocuments(inFolder.replace("ID", id));
    expect({ line, err, code }).toEqual({ line, err: "", code: 0 });
    if (line.includes(" list")) id = /^[0-9a-f-]{36}/m.exec(out)?.[0] ?? "";
    if (line.includes(" search")) expect(out).toContain("handbook.md > Returns");
  }
  const listed = await runDocuments("ai rag list --json");
  expect(JSON.parse(listed.out).documents).toMatchObject([{ title: "prices.html" }]);
});

test("the guides explain every error of the service, and no other", () => {
  const sources = globSync("runtime/src/ai/**/*.ts", { cwd: ROOT }).filter(
    (file) => !/\.(test|fixture)\.ts$/.test(file),
  );
  const thrown = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/code: "(ai\.[a-z-]+)"/g)].map(([, code]) => code),
  );
  const explained = [...ALL_GUIDES.matchAll(/`(ai\.[a-z-]+)`/g)].map(([, code]) => code);
  expect(thrown.length).toBeGreaterThan(30);
  expect([...new Set(explained)].toSorted()).toEqual([...new Set(thrown)].toSorted());
});

/** What changes with each run: ids, days and counts. */
const withoutValues = (line: string): string =>
  line
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\d/g, "<day>")
    .replace(/\b\d{3,}\b/g, "<count>")
    .replace(/ +/g, " ")
    .trim();

test.skipIf(noTerminal)("the chat that the guide shows is what a terminal shows", async () => {
  const transcript = /```text\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? "";
  const typed = [...transcript.matchAll(/^› (.*)$|\[y\/N\] (.*)$/gm)].map(([line, message, decision]) => ({
    prompt: line.startsWith("›") ? "› " : "[y/N] ",
    text: message ?? decision,
  }));
  expect(typed.map(({ text }) => text)).toContain("y");
  const exchanges = typed.map(({ prompt, text }): Exchange => [prompt, `${text}${keys.enter}`]);
  const { code, shown } = await converse(["ai", "chat"], exchanges, { program: PROGRAM });
  expect(code).toBe(0);
  const lines = shown.split("\n").map(withoutValues);
  let position = 0;
  for (const line of transcript.split("\n").map(withoutValues).filter(Boolean)) {
    const found = lines.findIndex((candidate, index) => index >= position && candidate.endsWith(line));
    expect(found, `${line} — after line ${position} of:\n${shown}`).not.toBe(-1);
    position = found;
  }
});
