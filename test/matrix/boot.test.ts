import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { inFullOr } from "../suite/sample.ts";
import { until } from "../until.ts";
import { boot, freePort } from "./boot.ts";
import { coveringSet } from "./covering.ts";
import { prepareDatabase } from "./database.ts";
import { productionOf } from "./production.ts";
import { prepareRedis } from "./redis.ts";
import { type Rendered, stacks } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

const PASSWORD = "a password of this test";
const HTTP_UNAVAILABLE = 503;

/** The processes that production needs besides the one that answers requests. */
const rolesBeside = ({ stack }: Rendered): string[] =>
  stack.parts.flatMap(({ name, choice }) =>
    name === "worker" || (name === "scheduler" && choice === "database") ? [name] : [],
  );

/** Requests a page again while it is refused because it took too long, as it may on a busy machine. */
async function getUnlessBusy(url: string, headers: Record<string, string>): Promise<Response> {
  let response = await fetch(url, { headers });
  await until(`${url} is not busy`, async () => {
    if (response.status !== HTTP_UNAVAILABLE) return true;
    response = await fetch(url, { headers });
    return false;
  });
  return response;
}

// Each stack takes half a minute. The long run boots every two choices, with and without; `npm test` every choice.
describe.each(inFullOr(coveringSet(stacks, 2), coveringSet(stacks, 1)))("$label", (rendered) => {
  let folder = "";
  beforeAll(() => {
    folder = createWorkspace(rendered);
  });
  afterAll(() => removeApplications(folder));

  test("starts for production, answers on every way in, and stops cleanly", async () => {
    const port = await freePort();
    const database = prepareDatabase(folder, rendered);
    onTestFinished(database.drop);
    const redis = prepareRedis(folder, rendered);
    onTestFinished(redis.drop);
    const env = { OVERSEER_PASSWORD: PASSWORD, ...database.env, ...redis.env, ...productionOf(rendered) };
    const running = await boot({ folder, args: ["app/entrypoints/web.ts"], port, env });
    onTestFinished(async () => void (await running.stop()));
    const authorization = `Basic ${btoa(`admin:${PASSWORD}`)}`;
    const get = (path: string, headers = {}) => getUnlessBusy(`${running.address}${path}`, headers);

    const readHealth = async () => (await get("/health", { authorization })).json();
    // A check that takes two seconds has failed, and on a busy machine one may.
    await expect.poll(readHealth).toMatchObject({ ready: true, application: { name: "matrix-app" } });
    expect((await get("/health")).status).toBe(401);
    const page = await get("/");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("matrix-app");
    expect((await get("/overseer", { authorization })).status).toBe(200);
    expect((await get("/docs/", { authorization })).status).toBe(200);

    const words = ["matrix-app", "health", "--json"];
    const askByCommand = async () => {
      const { status, output } = runIn(folder, "npx", words, { ...env, PORT: String(port) });
      return { status, ready: JSON.parse(output).ready };
    };
    await expect.poll(askByCommand).toEqual({ status: 0, ready: true });
    for (const role of rolesBeside(rendered))
      await expect.poll(running.output).toContain(`No ${role} is running`);
    expect(await running.stop(), running.output()).toBe(0);
    if (rolesBeside(rendered).length === 0) return;

    const alone = await boot({
      folder,
      args: ["app/entrypoints/web.ts"],
      port,
      env: { ...env, SINGLE_PROCESS: "true" },
    });
    onTestFinished(async () => void (await alone.stop()));
    for (const role of rolesBeside(rendered)) {
      const whole = async () =>
        (await fetch(`${alone.address}/health`, { headers: { authorization } })).text();
      await expect.poll(whole).toContain(`One ${role} is running`);
    }
    expect(await alone.stop(), alone.output()).toBe(0);
    expect(alone.output()).not.toContain("SINGLE_PROCESS");
  });
});
