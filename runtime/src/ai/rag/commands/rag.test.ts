import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFreshSqlite } from "../../../database/fresh-database.fixture.ts";
import { runAndRead } from "../../commands/run-command.fixture.ts";
import { ragTables } from "../engine-tables/index.ts";
import { createFreshRag } from "../fresh-rag.fixture.ts";
import { createRagCommand } from "./rag.ts";

/** Runs `ai rag …` and returns what it prints. */
async function prepare() {
  const rag = await createFreshRag(() => createFreshSqlite([], [ragTables]));
  const folder = mkdtempSync(join(tmpdir(), "rag-command-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...words: string[]) => runAndRead(createRagCommand(rag), ["rag", ...words]);
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { ...rag, run, file };
}

test("files are added, listed, found and removed", async () => {
  const { run, file } = await prepare();
  const paths = [
    file("orders.md", "# Orders\n\nSent on \u001b[31mTuesday."),
    file("moon.html", "<h1>Moon</h1><p>Dry.<script>no</script>"),
  ];
  const added = JSON.parse(await run("add", ...paths, "--json"));
  expect(added).toMatchObject([
    { title: "orders.md", source: "orders.md", owner: "public", mediaType: "text/markdown" },
    { title: "moon.html", mediaType: "text/html" },
  ]);
  await run("add", ...paths);
  const listed = await run("list");
  expect(listed.match(/orders\.md/g)).toHaveLength(2);
  const found = await run("search", "orders", "sent");
  expect(found).toContain("orders.md > Orders");
  expect(found).not.toContain("\u001b[31m");
  const [{ id }] = JSON.parse(await run("list", "--json")).documents;
  expect(JSON.parse(await run("remove", id, "--json"))).toEqual({ removed: id });
  expect(JSON.parse(await run("list", "--json")).documents).toHaveLength(1);
});

test("the documents of an owner are those of that owner alone", async () => {
  const { run, file } = await prepare();
  await run("add", file("a.txt", "Orders of Ada"), "--owner", "user:ada");
  expect(await run("list")).toContain("There are no documents of public.");
  expect(JSON.parse(await run("search", "orders", "--json")).results).toEqual([]);
  expect(JSON.parse(await run("search", "orders", "--owner", "user:ada", "--json")).results).toHaveLength(1);
});

test("embedding again and the index say what they did", async () => {
  const { run, ...rag } = await prepare();
  expect(JSON.parse(await run("reembed", "--json"))).toEqual({ embedded: 0 });
  expect(await run("index")).toContain("SQLite has no index of vectors");
  expect(Object.keys(createRagCommand(rag).mutates ?? {})).toEqual([
    ...["rag", "add", "list", "remove", "search", "reembed", "index"],
  ]);
});

test("files that cannot be read are refused before any is added", async () => {
  const { run, file, service } = await prepare();
  const good = file("good.txt", "Good");
  for (const bad of [file("a.pdf", "%PDF"), file("latin.txt", Uint8Array.of(0xe9, 0x20, 0xff)), `${good}.md`])
    await expect(run("add", good, bad)).rejects.toMatchObject({ code: "ai.invalid-document" });
  await expect(run("list", "--limit", "many")).rejects.toMatchObject({ code: "ai.invalid-document" });
  expect((await service.listDocuments(["public"])).documents).toEqual([]);
});
