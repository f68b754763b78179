import { type BackupReport, databaseReport } from "@aegis-stack/runtime/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPages } from "./build.ts";
import { operate, ownData, testRefusals, wordsOf } from "./operate.ts";
import { OPERATOR_HEADERS, OPERATOR_PASSWORD } from "./operator.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const PAGE = "/overseer/components/database";
/** An address with no database behind it. */
const NOWHERE = `file:${import.meta.filename}`; // aegis:database=sqlite
// const NOWHERE = "postgres://unknown:secret-word@127.0.0.1:1/nothing"; // aegis:database=postgres

let directory: string;
let data: Awaited<ReturnType<typeof ownData>>;
let locked: RunningServer;
let closed: RunningServer;
let broken: RunningServer;

beforeAll(async () => {
  directory = await builtPages();
  data = await ownData();
  const start = (environment: Record<string, string>) =>
    startServer({ mode: "production", directory, environment: { ...data.environment, ...environment } });
  locked = await start({ OVERSEER_PASSWORD: OPERATOR_PASSWORD });
  closed = await start({});
  broken = await start({ OVERSEER_PASSWORD: OPERATOR_PASSWORD, DATABASE_URL: NOWHERE });
});

afterAll(async () => {
  await Promise.all([locked.stop(), closed.stop(), broken.stop()]);
  await data.drop();
});

const page = operate(() => locked, PAGE);
const ask = async (path: string) =>
  (await fetch(`${locked.url}/overseer/api/database${path}`, { headers: OPERATOR_HEADERS })).json();
const backupNames = async () => {
  const backups: BackupReport[] = await ask("/backups");
  return backups.map(({ name }) => name);
};

describe("whoever is no operator", () => {
  testRefusals(() => ({ closed, locked }), PAGE, { intent: "back-up", ask: "a-word" });

  test("has caused no backup", async () => {
    expect(await backupNames()).toEqual([]);
  });
});

test("the navigation leads to it, and it is complete without a script", async () => {
  const html = await page.html();
  expect(html).toContain(`href="${PAGE}"`);
  const { engine, tables, migrations, place } = databaseReport.parse(await ask(""));
  const text = wordsOf(html);
  for (const expected of [engine, place, ...migrations.applied, ...tables.map(({ name }) => name)]) {
    expect(text).toContain(expected);
  }
});

test("without a backup, it tells the command that takes one", async () => {
  const text = wordsOf(await page.html());
  expect(text).toContain("No backups yet.");
  expect(text).toMatch(/npx [\w-]+ db backup/);
});

test("a backup is taken, verified, told of in place and listed; the form sent twice takes one", async () => {
  const form = { intent: "back-up", ask: await page.ask() };
  const responses = await Promise.all([page.send(form), page.send(form)]);
  const [name = "none", ...more] = await backupNames();
  expect(more).toEqual([]);
  for (const { status, text } of responses) {
    expect(status).toBe(200);
    expect(text).toMatch(new RegExp(`Done Wrote ${name}, [\\d.]+ (B|KiB), and verified it.`));
  }
  expect((await page.send(form)).text).toContain(`Wrote ${name}`);
  expect(await backupNames()).toEqual([name]);
  expect(wordsOf(await page.html())).toContain(name);
  await page.send({ ...form, ask: await page.ask() });
  expect(await backupNames()).toHaveLength(2);
});

test.each([{}, { intent: "back-up" }, { intent: "drop", ask: "a-word" }])(
  "a form that is not the page's is refused: %o",
  async (fields) => {
    const before = await backupNames();
    const { status, text } = await page.send(fields);
    expect(status).toBe(400);
    expect(text).toContain("Failed The form was not one of this page's, so nothing was done.");
    expect(await backupNames()).toEqual(before);
  },
);

test("a database out of reach is one sentence and what to do, on the page and for what was asked", async () => {
  const there = operate(() => broken, PAGE);
  const html = await there.html();
  expect(html).toContain("Unavailable");
  const { status, text } = await there.send({ intent: "back-up", ask: "a-word" });
  expect(status).toBe(503);
  expect(text).toMatch(/Failed [^.]+/);
  for (const shown of [html, text]) {
    expect(shown).toContain("DATABASE_URL");
    expect(shown).not.toMatch(/\.ts:\d|secret-word/);
  }
  expect(broken.logged().filter(({ msg }) => msg.includes("page failed"))).toEqual([]);
});
