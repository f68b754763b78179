import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { stackOf } from "../make/application.ts";
import { boot, freePort, type Running } from "../matrix/boot.ts";
import { prepareDatabase } from "../matrix/database.ts";
import { productionOf } from "../matrix/production.ts";
import { prepareRedis } from "../matrix/redis.ts";
import { createWorkspace, runIn } from "../matrix/workspace.ts";

const EMAIL = "ada@example.com";
const PASSWORD = "a password of this test";
const ORIGIN = productionOf(stackOf(["database[sqlite]", "auth[basic]", "mail"])).PUBLIC_URL ?? "";

/**
 * Makes the clock of a process slow. A session that nobody revokes is believed for ten seconds of it, which is longer than
 * the test waits: what ends sooner was told by the other process, however slow the machine is.
 */
const SLOW_CLOCK = `const { now } = Date;
const start = now();
Date.now = () => start + Math.floor((now() - start) / 20);
`;

const sets = [
  { memory: "Redis", words: ["database[sqlite]", "redis", "cache", "auth[basic]", "mail"] },
  { memory: "nothing", words: ["database[sqlite]", "auth[basic]", "mail"] },
];

describe.each(sets)("two processes that share a database and $memory", ({ words }) => {
  const rendered = stackOf(words);
  let folder = "";
  let env: NodeJS.ProcessEnv = {};
  const drops: (() => void)[] = [];

  beforeAll(() => {
    folder = createWorkspace(rendered);
    writeFileSync(join(folder, "slow-clock.cjs"), SLOW_CLOCK);
    const prepared = [prepareDatabase(folder, rendered), prepareRedis(folder, rendered)];
    drops.push(...prepared.map(({ drop }) => drop));
    env = Object.assign({}, ...prepared.map((one) => one.env), productionOf(rendered));
    users(`create ${EMAIL} --password`, PASSWORD);
  });
  afterAll(() => {
    for (const drop of drops) drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A command about accounts, typed on the server. */
  function users(words: string, input = ""): string {
    const command = `printf '%s\\n' "$INPUT" | npx matrix-app ops users ${words}`;
    const { status, output } = runIn(folder, "sh", ["-c", command], { ...env, INPUT: input });
    expect(status, output).toBe(0);
    return output;
  }

  async function start(): Promise<Running> {
    const args = ["--require", "./slow-clock.cjs", "app/entrypoints/web.ts"];
    const running = await boot({ folder, args, port: await freePort(), env });
    onTestFinished(async () => void (await running.stop()));
    return running;
  }

  async function signIn({ address }: Running): Promise<string> {
    const answer = await fetch(`${address}/api/v1/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN },
      body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
  }

  const account = async ({ address }: Running, cookie: string): Promise<number> =>
    (await fetch(`${address}/api/v1/account`, { headers: { cookie } })).status;

  test("believe each other's sessions, and one that is ended at the one is over at the other", async () => {
    // One after the other: the first of them builds the pages.
    const [one, other] = [await start(), await start()];
    const laptop = await signIn(one);
    const phone = await signIn(other);
    for (const place of [one, other])
      for (const cookie of [laptop, phone]) expect(await account(place, cookie)).toBe(200);

    const answer = await fetch(`${one.address}/api/v1/auth/revoke-other-sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN, cookie: laptop },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    // Not so often that the limit of requests, which goes by the slow clock, answers instead.
    await expect.poll(() => account(other, phone), { interval: 1_000 }).toBe(401);
    expect(await account(one, phone)).toBe(401);
    expect(await account(other, laptop)).toBe(200);

    users(`deactivate ${EMAIL}`);
    await expect.poll(() => account(one, laptop)).toBe(401);
    await expect.poll(() => account(other, laptop)).toBe(401);
  });
});
