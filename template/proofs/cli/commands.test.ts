import { spawnSync } from "node:child_process";
import { Command } from "@aegis-stack/runtime/commands";
import { describe, expect, test } from "vitest";
import { application } from "#app/application.ts";
import { commands as ownCommands } from "#app/cli/commands.ts";
import { APP_NAME, APP_VERSION, ROOT } from "#app/core/constants.ts";
import { runCli } from "./run-cli.ts";

const commands = [
  ...ownCommands,
  ...application.capabilities.flatMap((capability) => capability.commands ?? []),
];

const context = {
  name: APP_NAME,
  version: APP_VERSION,
  requestServer: () => async () => expect.unreachable(),
};

describe("the command", () => {
  test("lists every command in its help", async () => {
    const { exitCode, stdout: top } = await runCli(["--help"]);
    expect(exitCode).toBe(0);
    const operates = commands.some(({ group }) => group === "ops");
    const { stdout: ops } = operates ? await runCli(["ops", "--help"]) : { stdout: "" };
    for (const { name, summary, group } of commands) {
      const stdout = group === "ops" ? ops : top;
      // A long summary continues on the next line.
      const help = stdout.replace(/\s+/g, " ");
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
      expect(help).toContain(summary.replace(/\s+/g, " "));
    }
  });

  test.each([[["_nope"]], [["health", "--nope"]], [["settings", "check", "--role", "king"]]])(
    "%j is the user's mistake, said in the form that was asked for",
    async (words) => {
      const plain = await runCli(words);
      expect(plain).toMatchObject({
        exitCode: 1,
        stdout: "",
        stderr: expect.stringMatching(/^error: .*\n(?:.*\n)?.*--help/),
      });
      const json = await runCli([...words, "--json"]);
      expect(json).toMatchObject({ exitCode: 1, stderr: "" });
      expect(JSON.parse(json.stdout).error).toMatchObject({ code: "cli.usage" });
    },
  );

  test.skipIf(process.platform === "win32")("is content with a reader that has read enough", () => {
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", '"$0" app/cli/bin.js routes | true', process.execPath],
      { cwd: ROOT, encoding: "utf8", env: { ...process.env } },
    );
    expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
  });
});

/** The names of all commands below one, those of its groups included. */
const listBelow = ({ commands: children }: Pick<Command, "commands">): string[] =>
  children.flatMap((child) => [child.name(), ...listBelow(child)]);

test.each(commands)(
  "$name declares, where it declares anything, of each of its commands whether it changes something",
  async ({ name, load }) => {
    const { configure, mutates } = await load(context);
    const command = new Command(name);
    configure(command);
    // Two of them may have one name, such as `list`: they are declared once.
    const below = [...new Set(listBelow(command))];
    const names = below.length > 0 ? below.toSorted() : [command.name()];
    expect(Object.keys(mutates ?? {}).toSorted()).toEqual(mutates ? names : []);
  },
);

describe("version", () => {
  test("tells the application's and Node's", async () => {
    expect((await runCli(["version"])).stdout).toBe(
      `${APP_NAME} ${APP_VERSION}, Node ${process.versions.node}\n`,
    );
    expect(JSON.parse((await runCli(["version", "--json"])).stdout)).toEqual({
      name: APP_NAME,
      version: APP_VERSION,
      node: process.versions.node,
    });
  });
});

describe("docs", () => {
  test("lists the guides of the application and of the installed runtime, and shows one", async () => {
    const { stdout: list } = await runCli(["docs"]);
    expect(list).toMatch(/^failures +Failures/m);
    expect(list).toMatch(/^patterns +Patterns +docs\/$/m);
    const { stdout: guide } = await runCli(["docs", "worker"]);
    expect(guide).toMatch(/^# Worker\n/);
    expect(guide).toContain(`npx ${APP_NAME} ops queues list`);
    const topics: { topic: string }[] = JSON.parse((await runCli(["docs", "--json"])).stdout);
    expect(topics).toContainEqual({ topic: "failures", title: "Failures", origin: "runtime" });
  });

  test("refuses a topic without a guide, and names those that there are", async () => {
    const { exitCode, stderr } = await runCli(["docs", "nothing"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\[docs\.unknown-topic\]\nChoose one of .*failures/);
  });
});

describe("routes", () => {
  test("lists methods, paths and what they are for, without opening a port", async () => {
    const { exitCode, stdout } = await runCli(["routes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^GET +\/health +\S/m);
    expect(stdout).not.toMatch(/HEAD|listens at/);
    const routes: { method: string; path: string }[] = JSON.parse(
      (await runCli(["routes", "--json"])).stdout,
    );
    expect(routes).toContainEqual(expect.objectContaining({ method: "GET", path: "/health/live" }));
  });
});

describe("settings check", () => {
  const FIVE = { PORT: "abc", HOST: "a b", LOG_LEVEL: "loud", RATE_LIMIT: "0", OVERSEER_PASSWORD: "hunter2" };

  test("with five faults it lists five, and shows no secret", async () => {
    const { exitCode, stdout } = await runCli(["settings", "check"], FIVE);
    expect(exitCode).toBe(1);
    for (const name of Object.keys(FIVE)) expect(stdout).toMatch(new RegExp(`^✖ ${name}: `, "m"));
    expect(stdout).not.toContain("hunter2");
  });

  test("without a fault it tells each value and where it comes from", async () => {
    const { exitCode, stdout } = await runCli(["settings", "check"], { PORT: "8080", LOG_LEVLE: "info" });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^PORT +8080 +environment$/m);
    expect(stdout).toMatch(/^HOST +127\.0\.0\.1 +default$/m);
    expect(stdout).toContain("LOG_LEVLE is not a setting: did you mean LOG_LEVEL?");
  });

  test("names all that production would refuse, of every process, while it is valid for development", async () => {
    const given = { TRUST_PROXY: "true", OVERSEER_PASSWORD: "change-me-please" };
    const { exitCode, stdout } = await runCli(["settings", "check"], { ...given, NODE_ENV: "development" });
    expect(exitCode).toBe(0);
    const [, refused = ""] = stdout.split("Production would refuse:");
    for (const name of Object.keys(given)) expect(refused).toMatch(new RegExp(`^▲ ${name}: `, "m"));
    expect(refused).toMatch(/^▲ PUBLIC_URL: must be set in production/m); // aegis:auth
    expect(refused).toMatch(/^▲ MAIL_URL: must be set in production/m); // aegis:mail
    expect(refused).not.toContain("change-me-please");
    const inProduction = await runCli(["settings", "check"], { ...given, NODE_ENV: "production" });
    expect(inProduction.exitCode).toBe(1);
    expect(inProduction.stdout).toMatch(/^✖ TRUST_PROXY: /m);
  });

  test("shows no password of an address that stands in the wrong setting", async () => {
    const { stdout } = await runCli(["settings", "check"], { HOST: "postgres://me:hunter2@db.example/shop" });
    expect(stdout).not.toContain("hunter2");
  });

  test("tells the same to programs", async () => {
    const { exitCode, stdout } = await runCli(["settings", "check", "--json", "--role", "web"], FIVE);
    expect(exitCode).toBe(1);
    const faults = Object.keys(FIVE).map((name) => expect.stringContaining(`${name}: `));
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      role: "web",
      faults: expect.arrayContaining(faults),
    });
  });
});
