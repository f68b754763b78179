import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../../database/postgres/index.ts";
import { ragTables } from "../engine-tables/index.ts";
import { createFreshRag, describeOnEachDatabase } from "../fresh-rag.fixture.ts";
import { startPgvectorServer } from "./pgvector-server.fixture.ts";

/** A database on PGlite with pgvector: one connection, since PGlite has one session. */
async function createPgvectorDatabase() {
  const database = createDatabase({
    name: "my-app",
    root: "/nowhere",
    log: pino({ enabled: false }),
    migrations: pathToFileURL("/nowhere/migrations"),
    engineTables: [ragTables],
    settings: {
      NODE_ENV: "test",
      DATABASE_URL: await startPgvectorServer(),
      DATABASE_POOL_MODE: "session",
      DATABASE_POOL_SIZE: 1,
      BACKUPS_FOLDER: "backups",
      BACKUPS_KEPT: 2,
    },
  });
  onTestFinished(() => database.close());
  await database.migrate();
  return database;
}

const WORDS = ["order", "penguin", "moon", "return", "river", "stone", "paper", "cloud", "train", "apple"];

/** A document of as many chunks, each with other words. */
const createDocument = (owner: string, chunks: number) => ({
  owner,
  title: "Words",
  mediaType: "text/markdown" as const,
  text: Array.from({ length: chunks }, (_, index) => {
    const words = Array.from(
      { length: 5 },
      (__, place) => WORDS[(index * (place + 3) + place) % WORDS.length],
    );
    return `# ${index}\n${words.join(" ")} ${index % 37} ${index % 11}`;
  }).join("\n"),
});

const query = "the penguin and the river of paper 17";

test("with pgvector a search finds the same by the index as without it, for each owner", async () => {
  const { service, index } = await createFreshRag(createPgvectorDatabase);
  for (const owner of ["user:ada", "user:bob"]) await service.addDocument(createDocument(owner, 400));
  const search = (owners: readonly string[]) => service.search({ owners, query, limit: 10 });
  const scoresOf = async (owners: readonly string[]) =>
    (await search(owners)).results.map(({ score }) => score);
  const owners = [["user:ada"], ["user:bob"], ["user:ada", "user:bob"], ["user:eve"]];
  const exact = await Promise.all(owners.map(scoresOf));
  const { model } = await service.count();
  expect(await index.build(model)).toMatchObject({ isAvailable: true, added: 800 });
  expect(await Promise.all(owners.map(scoresOf))).toEqual(exact);
  expect(exact.map(({ length }) => length)).toEqual([10, 10, 10, 0]);
});

test("what was added after the index was built is found, what was removed is not, and building again adds the rest", async () => {
  const { service, index } = await createFreshRag(createPgvectorDatabase);
  const { id } = await service.addDocument(createDocument("user:ada", 50));
  const { model } = await service.count();
  await index.build(model);
  await service.addDocument({ ...createDocument("user:ada", 1), text: query });
  const search = async () => (await service.search({ owners: ["user:ada"], query, limit: 20 })).results;
  expect((await search())[0]?.text).toBe(query);
  await service.removeDocument(["user:ada"], id);
  expect(await search()).toMatchObject([{ text: query }]);
  expect(await index.build(model)).toMatchObject({ isAvailable: true, added: 1 });
  expect(await search()).toMatchObject([{ text: query }]);
  expect(await index.build(model)).toMatchObject({ added: 0 });
});

test("without documents there is nothing to index", async () => {
  const { index } = await createFreshRag(createPgvectorDatabase);
  expect(await index.build("development:words")).toMatchObject({ isAvailable: false, added: 0 });
});

describeOnEachDatabase((freshRag) => {
  test("a database without pgvector says so in one sentence, and searches as before", async () => {
    const { service, index } = await freshRag();
    await service.addDocument(createDocument("user:ada", 3));
    const { isAvailable, message } = await index.build("development:words");
    expect(isAvailable).toBe(false);
    expect(message).toMatch(/^(SQLite has no index|This PostgreSQL server has no pgvector)/);
    expect((await service.search({ owners: ["user:ada"], query })).searchedChunks).toBe(3);
  });
});
