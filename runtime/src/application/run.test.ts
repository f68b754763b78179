import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, expect, onTestFinished, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "application-"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", version: "1.2.3" }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const importRuntime = (name: string) => JSON.stringify(new URL(`../${name}/index.ts`, import.meta.url).href);

/** A process of an application whose capabilities are `capabilities` and whose server is `web`. */
function start(
  { capabilities = "[]", web = "alive" }: { capabilities?: string; web?: string },
  environment: Record<string, string> = {},
  command: string[] = [],
) {
  const program = `
    import { defineApplication, run } from ${importRuntime("application")};
    import { httpSettings } from ${importRuntime("http")};
    import { createLog } from ${importRuntime("log")};
    import { baseSettings, defineSettings } from ${importRuntime("settings")};
    const root = new URL(${JSON.stringify(`${pathToFileURL(folder).href}/`)});
    const settings = defineSettings(root, { ...baseSettings, ...httpSettings });
    const say = (word) => async () => void process.stdout.write(word + "\\n");
    const never = () => new Promise(() => {});
    const alive = { name: "alive", start: async () => void setInterval(() => {}, 1_000) };
    const load = async () => {
      const log = createLog({ name: "shop", level: settings.LOG_LEVEL, secrets: [], output: "stderr" });
      const capabilities = ${capabilities};
      return {
        application: defineApplication({
          root, settings, log,
          capabilities: capabilities.map((part) => ({ capability: { group: "component", summary: "", ...part } })),
        }),
      };
    };
    await run("web", load, {
      web: async () => ({ web: { create: async ({ leave }) => (${web}) } }),
    });`;
  const words = ["--input-type=module", "--experimental-strip-types", "-e", program];
  const [file = "", ...rest] = [...command, process.execPath, ...words];
  const env = { ...process.env, NODE_ENV: "test", LOG_LEVEL: "info", ...environment };
  const child = spawn(file, rest, { cwd: folder, env });
  children.push(child);
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return {
    child,
    output: () => output,
    async says(text: string) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`ended without saying ${text}: ${output}`);
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), once(child, "close")]);
      }
    },
    async ended() {
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      return child.exitCode;
    },
  };
}

const PARTS = {
  capabilities: `[{ name: "one", start: say("one up"), stop: say("one down") }, { name: "two", start: say("two up"), stop: say("two down") }]`,
};

test.each(["SIGTERM", "SIGINT"] as const)("%s stops in reverse and exits with 0", async (signal) => {
  const { child, says, ended, output } = start(PARTS);
  await says("two up");
  child.kill(signal);
  expect(await ended()).toBe(0);
  expect(output()).toMatch(new RegExp(`one up\\ntwo up\\n.*"reason":"${signal}".*\\ntwo down\\none down\\n`));
});

test("a second signal ends at once, with 1", async () => {
  const { child, says, ended } = start({
    capabilities: `[{ name: "hangs", start: say("up"), stop: never }]`,
  });
  await says("up");
  child.kill("SIGTERM");
  await says("stopping");
  // Those that come too soon count as echoes of the first.
  const signals = setInterval(() => child.kill("SIGTERM"), 100);
  onTestFinished(() => clearInterval(signals));
  expect(await ended()).toBe(1);
});

test("a part that hangs is cut off after the time it has, with 1", async () => {
  const { child, says, ended, output } = start(
    {
      capabilities: `[{ name: "one", stop: say("one down") }, { name: "hangs", start: say("up"), stop: (deadline) =>
        new Promise((_, reject) => deadline.addEventListener("abort", () => reject(new Error("cut off")))) }]`,
    },
    { SHUTDOWN_TIMEOUT: "1" },
  );
  await says("up");
  child.kill("SIGTERM");
  expect(await ended()).toBe(1);
  expect(output()).toMatch(/"cut off".*"part":"hangs"[\s\S]*one down/);
});

test.each([
  ["an exception", `setTimeout(() => { throw new Error("boom"); })`],
  ["a rejection", `void Promise.reject(new Error("boom"))`],
])("%s that nobody catches is logged, stops everything and exits with 1", async (_name, crash) => {
  const { ended, output } = start({
    capabilities: `[{ name: "one", stop: say("one down") }, { name: "two", start: async () => { ${crash}; } }]`,
  });
  expect(await ended()).toBe(1);
  expect(output()).toMatch(/"level":60.*boom[\s\S]*one down/);
});

test("a part that cannot start exits with 1 and stops the others", async () => {
  const { ended, output } = start({
    capabilities: `[{ name: "one", stop: say("one down") }, { name: "two", start: () => Promise.reject(new Error("no")) }]`,
  });
  expect(await ended()).toBe(1);
  expect(output()).toMatch(/Error: no[\s\S]*one down/);
});

test("a signal while it is being put together ends it, with 0", async () => {
  const { child, says, ended, output } = start({
    web: `(await say("composing")(), setInterval(() => {}, 1_000),
      new Promise((_, reject) => leave.addEventListener("abort", () => reject(new Error("left")))))`,
  });
  await says("composing");
  child.kill("SIGTERM");
  expect(await ended()).toBe(0);
  expect(output()).not.toContain("left");
});

test("a signal while a part starts stops what has started, with 0", async () => {
  const { child, says, ended, output } = start({
    capabilities: `[{ name: "slow", start: async () => { const beat = setInterval(() => {}, 1_000); await say("slow")();
      await new Promise((go) => process.once("SIGTERM", go)); clearInterval(beat); }, stop: say("slow down") },
      { name: "two", start: say("two up") }]`,
  });
  await says("slow\n");
  child.kill("SIGTERM");
  expect(await ended()).toBe(0);
  expect(output()).toContain("slow down");
  expect(output()).not.toContain("two up");
});

test("faults in the settings are sentences, before anything is put together", async () => {
  const { ended, output } = start(
    { web: `(await say("composing")(), alive)` },
    { PORT: "abc", RATE_LIMIT: "-" },
  );
  expect(await ended()).toBe(1);
  expect(output()).toBe(
    [
      "2 settings are not valid, so nothing was started. [settings.invalid]",
      '  - PORT: must be a whole number from 0 to 65535, got "abc".',
      '  - RATE_LIMIT: must be a whole number from 1 to 1000000, got "-".',
      "Correct them in the environment or in .env; .env.example lists every setting.\n",
    ].join("\n"),
  );
});

const NAMESPACE = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--kill-child"];
const namespaces = spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), "true"]).status === 0;

test.skipIf(!namespaces)("it stops on SIGTERM as PID 1 too", async () => {
  const { child, says, ended, output } = start(PARTS, {}, NAMESPACE);
  await says("two up");
  const [inner] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").split(" ");
  process.kill(Number(inner), "SIGTERM");
  expect(await ended()).toBe(0);
  expect(output()).toMatch(/two down\none down/);
});

test("a name that looks like a misspelt setting is warned of in the log, and the process starts", async () => {
  const { says, output } = start(PARTS, { RATE_LIMT: "5", OVERSEER_PASWORD: "hunter2hunter2" });
  await says("two up");
  expect(output()).toContain('"msg":"RATE_LIMT is not a setting: did you mean RATE_LIMIT?"');
  expect(output()).toContain('"msg":"OVERSEER_PASWORD is not a setting: did you mean OVERSEER_PASSWORD?"');
  expect(output()).not.toContain("hunter2");
});

test("what libraries print and what Node.js warns of are lines of the log", async () => {
  const noisy = `[{ name: "noisy", start: async () => {
    console.warn("Eviction policy is %s", "allkeys-lru");
    console.error(new Error("odd"));
    process.emitWarning("The mode is weak", "SecurityWarning");
    setTimeout(say("all said"), 0);
  } }]`;
  const { child, says, ended, output } = start({ capabilities: noisy });
  await says("all said");
  child.kill("SIGTERM");
  await ended();
  const lines = output().trim().split("\n");
  const logged = lines.filter((line) => line !== "all said").map((line) => JSON.parse(line));
  expect(logged).toMatchObject([
    { level: 40, msg: "Eviction policy is allkeys-lru" },
    { level: 50, msg: expect.stringContaining("Error: odd") },
    { level: 40, msg: "The mode is weak", warning: "SecurityWarning" },
    { msg: "stopping" },
    { msg: "stopped" },
  ]);
});
