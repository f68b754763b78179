import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { builtPages } from "./build.ts";
import { operate, ownData, testRefusals, wordsOf } from "./operate.ts";
import { OPERATOR_PASSWORD } from "./operator.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const PAGE = "/overseer/components/scheduler";

let directory: string;
let data: Awaited<ReturnType<typeof ownData>>;
let locked: RunningServer;
let closed: RunningServer;

beforeAll(async () => {
  directory = await builtPages();
  data = await ownData();
  const start = (environment: Record<string, string>) =>
    startServer({ mode: "production", directory, environment: { ...data.environment, ...environment } });
  locked = await start({ OVERSEER_PASSWORD: OPERATOR_PASSWORD });
  closed = await start({});
});

afterAll(async () => {
  await Promise.all([locked.stop(), closed.stop()]);
  await data.drop();
});

const page = operate(() => locked, PAGE);
const pageOf = (job: string) => operate(() => locked, `${PAGE}/${job}`);
const read = async (job?: string) => wordsOf(await (job ? pageOf(job) : page).html());

describe.each([PAGE, `${PAGE}/send-letters`])("whoever is no operator, at %s,", (path) => {
  testRefusals(() => ({ closed, locked }), path, {
    intent: "pause",
    job: "send-letters",
    ask: "a-word",
  });
});

test("before any scheduler runs, it says so plainly", async () => {
  expect(await read()).toContain("No scheduler No scheduler is running, so no job is started"); // aegis:scheduler=database
  // expect(await read()).toContain("Not visible here This process runs no jobs."); // aegis:scheduler=memory
});

describe("while a scheduler runs", () => {
  beforeAll(() => locked.tell("run jobs"));

  const asked = async (intent: string, job: string) => page.send({ intent, job, ask: await page.ask() });

  test("jobs are shown with their schedule, and their page with the next five runs", async () => {
    const html = await page.html();
    expect(html).toContain(`href="${PAGE}"`);
    expect(html).toContain(`href="${PAGE}/send-letters"`);
    const text = wordsOf(html);
    for (const expected of ["send-letters On schedule Sends what is due", "Online", "(Europe/Berlin)"]) {
      expect(text).toContain(expected);
    }
    const own = await read("send-letters");
    expect(own).toMatch(/(?:\d{4}-02-29 02:00 in \d+ d ){5}/);
    expect(own).toContain("No runs yet.");
  });

  test("a run that is asked for is told of, takes place once, and is in the history with what it said", async () => {
    const form = { intent: "run", job: "send-letters", ask: await page.ask() };
    const responses = await Promise.all([page.send(form), page.send(form)]);
    for (const { status, text } of responses) {
      expect(status).toBe(200);
      expect(text).toContain("Requested A run of send-letters was requested");
    }
    await vi.waitFor(async () => expect(await read()).toContain("Last run Succeeded"), { timeout: 60_000 });
    await page.send(form);
    const history = (await read("send-letters")).split("Run history")[1];
    expect(history?.match(/Succeeded/g)).toHaveLength(1);
    expect(history).toContain("Sent 12 letters. Manual");
  });

  test("a job that fails is shown failing, with its reason and without a stack", async () => {
    await asked("run", "refresh-rates");
    await vi.waitFor(async () => expect(await read()).toContain("refresh-rates Failing"), {
      timeout: 60_000,
    });
    const text = await read("refresh-rates");
    expect(text).toContain("The bank did not answer.");
    expect(text).not.toMatch(/\.ts:\d/);
  });

  test("one that is at work and must not overlap is not run again: 409, in a sentence", async () => {
    await asked("run", "reindex");
    await vi.waitFor(async () => expect(await read()).toContain("reindex Running"), { timeout: 60_000 });
    const { status, text } = await asked("run", "reindex");
    expect(status).toBe(409);
    expect(text).toContain("Failed reindex was not started: Still running since");
  });

  test("a job is paused and resumed, from its own page as well; twice is as good as once", async () => {
    expect((await asked("pause", "send-letters")).text).toContain("Done send-letters is paused until");
    expect((await asked("pause", "send-letters")).status).toBe(200);
    expect(await read()).toContain("send-letters Paused");
    const own = pageOf("send-letters");
    expect(wordsOf(await own.html())).toContain("None until it is resumed.");
    const form = { intent: "resume", job: "send-letters", ask: await own.ask() };
    expect((await own.send(form)).text).toContain("Done send-letters is resumed.");
    expect(await read()).toContain("send-letters On schedule");
  });

  test("a job that is not there is 404, and a form that is not the page's 400", async () => {
    const { status, text } = await asked("run", "nothing");
    expect(status).toBe(404);
    expect(text).toContain("Failed There is no job &quot;nothing&quot;.");
    expect((await asked("delete", "send-letters")).status).toBe(400);
    expect(await read("nothing")).toContain("Page not found");
  });
});
