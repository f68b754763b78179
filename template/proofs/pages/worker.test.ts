import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { builtPages } from "./build.ts";
import { operate, ownData, testRefusals, wordsOf } from "./operate.ts";
import { OPERATOR_PASSWORD } from "./operator.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const PAGE = "/overseer/components/worker";
const FORM = `${PAGE}/enqueue/write-system-report`;

let directory: string;
let data: Awaited<ReturnType<typeof ownData>>;
let locked: RunningServer;
let closed: RunningServer;
let away: RunningServer;

/** An address with no queue behind it. */
const NOWHERE: Record<string, string> = {};
NOWHERE.REDIS_URL = "redis://:secret-word@127.0.0.1:1"; // aegis:worker=redis
// NOWHERE.DATABASE_URL = "postgres://unknown:secret-word@127.0.0.1:1/nothing"; // aegis:worker=postgres

beforeAll(async () => {
  directory = await builtPages();
  data = await ownData();
  const start = (environment: Record<string, string>) =>
    startServer({ mode: "production", directory, environment: { ...data.environment, ...environment } });
  locked = await start({ OVERSEER_PASSWORD: OPERATOR_PASSWORD });
  closed = await start({});
  away = await start({ OVERSEER_PASSWORD: OPERATOR_PASSWORD, ...NOWHERE });
});

afterAll(async () => {
  await Promise.all([locked.stop(), closed.stop(), away.stop()]);
  await data.drop();
});

const page = operate(() => locked, PAGE);
const form = operate(() => locked, FORM);
const asked = async (fields: Record<string, string>) => page.send({ ...fields, ask: await page.ask() });

test("a queue's server out of reach is one sentence and what to do", async () => {
  const there = operate(() => away, PAGE);
  const html = await there.html();
  expect(wordsOf(html)).toMatch(/Unavailable The .{1,60}? (does not answer|cannot be reached|does not let)/);
  const { status, text } = await there.send({ intent: "pause", queue: "system", ask: "a-word" });
  expect(status).toBe(503);
  for (const shown of [html, text]) expect(shown).not.toMatch(/\.ts:\d|secret-word/);
});

describe.skipIf(!hasServer())("with its server", () => {
  describe.each([
    [PAGE, { intent: "pause", queue: "load-test" }],
    [FORM, { intent: "enqueue" }],
  ])("whoever is no operator, at %s,", (path, fields) => {
    testRefusals(() => ({ closed, locked }), path, { ...fields, ask: "a-word" });
  });

  test("queues, workers and tasks are there without a script, and what is empty says what to do", async () => {
    // Until the server's connection stands, which a busy machine takes its time for.
    const html = await vi.waitUntil(async () => {
      const shown = await page.html();
      return shown.includes("Unavailable") ? null : shown;
    }, 60_000);
    expect(html).toContain(`href="${PAGE}"`);
    expect(html).toContain(`href="${FORM}"`);
    const text = wordsOf(html);
    for (const expected of [
      "system No workers What the application does for itself",
      "No worker has registered. Start one with npm run worker",
      "No failed tasks.",
    ]) {
      expect(text).toContain(expected);
    }
  });

  test("a queue is paused and resumed; a form that is not the page's does nothing", async () => {
    expect((await asked({ intent: "pause", queue: "load-test" })).text).toContain("Done load-test is paused");
    expect(wordsOf(await page.html())).toContain("load-test Paused");
    expect((await asked({ intent: "resume", queue: "load-test" })).text).toContain(
      "Done load-test is resumed.",
    );
    expect((await asked({ intent: "explode", queue: "load-test" })).status).toBe(400);
    expect((await asked({ intent: "pause", queue: "nothing" })).status).toBe(404);
  });

  test("a task is enqueued by the form of its payload, sent twice once, shown and cancelled", async () => {
    const text = wordsOf(await form.html());
    expect(text).toContain("title optional");
    const sent = { intent: "enqueue", "field.title": "Weekly", delay: "3600", ask: await form.ask() };
    const [one, two] = await Promise.all([form.send(sent), form.send(sent)]);
    const [, id = "none"] = /Done (\S+) was enqueued\./.exec(one.text) ?? [];
    expect(two.text).toContain(id);
    const own = operate(() => locked, `${PAGE}/tasks/${encodeURIComponent(id)}`);
    const shown = wordsOf(await own.html());
    for (const expected of ["write-system-report Delayed", "Enqueued.", "&quot;Weekly&quot;"]) {
      expect(shown).toContain(expected);
    }
    const early = await own.send({ intent: "retry", task: id, ask: await own.ask() });
    expect([early.status, early.text]).toEqual([409, expect.stringContaining("has not ended")]);
    const cancelled = await own.send({ intent: "cancel", task: id, ask: await own.ask() });
    expect(cancelled.text).toContain("Page not found");
    expect(wordsOf(await own.html())).toContain("Page not found");
  });

  test("a payload that the contract refuses is refused in its words", async () => {
    const title = "x".repeat(200);
    const sent = { intent: "enqueue", "field.title": title, ask: await form.ask() };
    const { status, text } = await form.send(sent);
    expect([status, text]).toEqual([400, expect.stringContaining("Failed")]);
    const unknown = operate(() => locked, `${PAGE}/enqueue/nothing`);
    expect(wordsOf(await unknown.html())).toContain("Page not found");
  });
});

/** Whether the tests found what the queues are kept on. */
function hasServer(): boolean {
  return process.env.TEST_REDIS_SERVER !== undefined; // aegis:worker=redis
  // return process.env.TEST_DATABASE_SERVER !== undefined; // aegis:worker=postgres
}
