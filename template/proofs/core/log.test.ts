import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { APP_NAME, ROOT } from "#app/core/constants.ts";
import { PRELOAD_FLAGS } from "../preloaded.ts";

const SECRET = "correct horse battery";
const script = (statements: string, role = "web") =>
  `import { redirectLog } from "@aegis-stack/runtime/log";
   const { log } = await import("#app/core/log.ts"); const { settings } = await import("#app/core/settings.ts");
   ${role === "cli" ? "" : 'redirectLog(log, "stdout");'}
   ${statements}`;

const options = (environment: Record<string, string> = {}) => ({
  cwd: ROOT,
  env: { ...process.env, LOG_LEVEL: "info", OVERSEER_PASSWORD: SECRET, ...environment },
});

async function lines(statements: string, environment?: Record<string, string>) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...PRELOAD_FLAGS, "--input-type=module", "-e", script(statements)],
    options(environment),
  );
  return stdout.split("\n").filter(Boolean);
}

test("a command's log does not mix with its answer", async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [...PRELOAD_FLAGS, "--input-type=module", "-e", script('log.info("hello"); console.log("{}");', "cli")],
    options(),
  );
  expect(stdout).toBe("{}\n");
  expect(JSON.parse(stderr)).toMatchObject({ msg: "hello" });
});

test("away from a terminal every line is one JSON object", async () => {
  const [first, second, ...rest] = await lines(
    'log.info({ items: 2 }, "hello"); log.error({ err: new Error("broken") }, "no"); log.debug("not at this level");',
  );
  expect(JSON.parse(first!)).toMatchObject({ level: 30, name: APP_NAME, items: 2, msg: "hello" });
  expect(JSON.parse(second!)).toMatchObject({ level: 50, err: { message: "broken" } });
  expect(rest).toEqual([]);
});

test("the level is a setting", async () => {
  expect(await lines('log.info("one"); log.warn("two");', { LOG_LEVEL: "warn" })).toHaveLength(1);
});

test("no secret reaches a line, by its name or by its value", async () => {
  const output = await lines(
    `log.info({ req: { headers: { authorization: "Basic hunter2", cookie: "id=hunter2" } } }, "request");
     log.info({ settings }, "settings");
     log.child({ token: "hunter2" }).info("child");
     log.error({ err: new Error("cannot log in with " + settings.OVERSEER_PASSWORD) }, settings.OVERSEER_PASSWORD);`,
  );
  expect(output).toHaveLength(4);
  expect(output.join("\n")).not.toMatch(new RegExp(`hunter2|${SECRET}`));
});

test("the last line before an exit is not lost", async () => {
  const output = await lines(
    'for (let i = 0; i < 2_000; i++) log.info({ i }, "x".repeat(100)); process.exit(0);',
  );
  expect(JSON.parse(output.at(-1)!)).toMatchObject({ i: 1_999 });
});

const terminal = process.platform === "linux" && spawnSync("script", ["--version"]).error === undefined;
test.skipIf(!terminal)("on a terminal lines are readable", () => {
  const { stdout } = spawnSync(
    "script",
    [
      "-qec",
      `'${process.execPath}' ${PRELOAD_FLAGS.join(" ")} --input-type=module -e '${script('log.info({ password: "hunter2" }, "hello");')}'`,
      "/dev/null",
    ],
    { ...options({ NO_COLOR: "1" }), encoding: "utf8" },
  );
  expect(stdout).toMatch(/^\[\d\d:\d\d:\d\d\.\d+\] INFO: hello/);
  expect(stdout).toContain('password: "[redacted]"');
});

test("of an error only what is known to be safe is logged, under whatever name, with its causes", async () => {
  const output = await lines(`
    const refused = Object.assign(new Error("WRONGPASS invalid username-password pair"), {
      command: { name: "auth", args: ["default", "hunter2"] }, code: "ECONNREFUSED", port: 6379,
      config: { headers: { "x-key": "hunter2" } }, params: ["hunter2"], query: "SELECT 'hunter2'", detail: "hunter2",
    });
    const outer = new AggregateError([refused], "all failed", { cause: Object.assign(new Error("inner"), { sent: "hunter2", cause: refused }) });
    log.error({ err: refused }, "one"); log.error({ err: outer }, "two"); log.warn({ error: refused, reason: outer }, "three");
    log.error(refused, "four"); log.error({ err: { command: { args: ["hunter2"] }, message: "no error" } }, "five");
    log.child({ part: "redis" }).error({ err: refused }, "six");`);
  expect(output).toHaveLength(6);
  expect(output.join("\n")).not.toContain("hunter2");
  expect(JSON.parse(output[0]!).err).toMatchObject({
    type: "Error",
    message: "WRONGPASS invalid username-password pair",
    stack: expect.stringContaining("at "),
    code: "ECONNREFUSED",
    port: 6379,
    command: "auth",
  });
  expect(JSON.parse(output[1]!).err).toMatchObject({
    cause: { message: "inner", cause: { command: "auth" } },
    errors: [{ message: expect.stringContaining("WRONGPASS") }],
  });
});
