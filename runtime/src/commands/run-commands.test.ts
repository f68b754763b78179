import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Command } from "commander";
import { expect, test, vi } from "vitest";
import type { CommandEntry } from "./command.ts";
import { runCommands } from "./run-commands.ts";

const entry = (name: string, group?: "ops"): CommandEntry => ({
  name,
  summary: `Show ${name}`,
  ...(group && { group }),
  load: async () => ({ configure: () => {} }),
});

const APPLICATION = {
  name: "my-app",
  version: "1.0.0",
  folder: import.meta.dirname,
  settings: { PORT: undefined, OVERSEER_PASSWORD: undefined },
  application: async () => ({ application: { capabilities: [] } }),
  server: () => Promise.reject(new Error("no server")),
};

const runtimeSource = (path: string) => JSON.stringify(join(import.meta.dirname, "..", path));

/** Runs a command line in a process of its own: an owner's `tasks` beside the `tasks` that operates the queue. */
function run(...words: string[]) {
  return runWith({}, ...words);
}

function runWith(environment: Record<string, string>, ...words: string[]) {
  const program = `
    import { runCommands } from ${runtimeSource("commands/index.ts")};
    import { AppError } from ${runtimeSource("errors/index.ts")};
    import { print } from ${runtimeSource("terminal/index.ts")};
    const says = (text) => async () => ({
      configure: (command) => void command.option("--json").action(() => print(text)),
    });
    const commands = [
      { name: "tasks", summary: "Show the to-do list", load: says("to-do") },
      { name: "broken", summary: "Fail", load: async () => { throw new Error("broken"); } },
      { name: "refused", summary: "Refuse", load: async () => ({ configure: (command) => void command.option("--json").action(() => {
        throw new AppError({ code: "shop.closed", category: "conflict", message: "The shop is closed.", hint: "Wait." });
      }) }) },
    ];
    process.exitCode = await runCommands(${JSON.stringify(words)}, {
      name: "my-app",
      version: "1.2.3",
      folder: process.cwd(),
      settings: {},
      commands,
      application: async () => {
        if (process.env.BROKEN) throw new AppError({ code: "settings.invalid", category: "invalid", message: "A setting is not valid.", hint: "Correct it." });
        const stop = (name) => async () => print("stopped " + name);
        const operated = { name: "tasks", group: "ops", summary: "Operate tasks", load: says("queue \\u001b[2J") };
        return { application: { capabilities: [{ stop: stop("database") }, { commands: [operated], stop: stop("queue") }] } };
      },
      server: () => Promise.reject(new Error("no server")),
    });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}

test("a command of the owner may have the name of one below ops", () => {
  expect(run("tasks")).toEqual({ status: 0, stdout: "to-do\n", stderr: "" });
  expect(run("ops", "tasks")).toEqual({
    status: 0,
    stdout: "queue \\x1b[2J\nstopped queue\nstopped database\n",
    stderr: "",
  });
});

test("help lists the commands on top, and those below ops by their own help", () => {
  expect(run("--help").stdout).toMatch(/^ {2}tasks .*to-do[\s\S]*^ {2}ops /m);
  expect(run("ops", "--help").stdout).toMatch(/^ {2}tasks .*Operate tasks/m);
});

test("a command of the owner does not load the application, and help does without it where it cannot be loaded", () => {
  expect(runWith({ BROKEN: "1" }, "tasks")).toEqual({ status: 0, stdout: "to-do\n", stderr: "" });
  const help = runWith({ BROKEN: "1" }, "--help");
  expect([help.status, help.stderr]).toEqual([0, ""]);
  expect(help.stdout).toContain("Show the to-do list");
  expect(help.stdout).toContain("A setting is not valid. [settings.invalid]");
  expect(runWith({ BROKEN: "1" }, "ops", "tasks")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("[settings.invalid]"),
  });
});

test("every application has docs, health, routes, settings and version", () => {
  expect(run("--help").stdout).toMatch(
    /^ {2}docs [\s\S]*^ {2}health [\s\S]*^ {2}routes [\s\S]*^ {2}settings [\s\S]*^ {2}version /m,
  );
  expect(run("version").stdout).toBe(`my-app 1.2.3, Node ${process.versions.node}\n`);
});

test("a refusal is a sentence with exit code 1, and JSON with --json", () => {
  expect(run("refused")).toEqual({
    status: 1,
    stdout: "",
    stderr: "The shop is closed. [shop.closed]\nWait.\n",
  });
  const { status, stdout } = run("refused", "--json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: "shop.closed", hint: "Wait." });
});

test("a fault of the program ends with exit code 3, wrong words with 1", () => {
  expect(run("broken")).toMatchObject({ status: 3, stderr: expect.stringContaining("Error: broken") });
  expect(run("nothing")).toMatchObject({ status: 1, stderr: expect.stringContaining("--help") });
});

test.each([
  [["tasks"], []],
  [["ops", "tasks"], [{ action: "tasks", target: "", outcome: "done", user: expect.any(String) }]],
])(
  "the audit log learns what the command that is run declares, in any order of the list",
  async (words, expected) => {
    const declare = (mutates: Record<string, boolean>) => async () => ({
      configure: (command: Command) => void command.action(() => {}),
      mutates,
    });
    const own = { ...entry("tasks"), load: declare({ tasks: false }) };
    const ops = { ...entry("tasks", "ops"), load: declare({ tasks: true }) };
    for (const commands of [
      [own, ops],
      [ops, own],
    ]) {
      const recorded: unknown[] = [];
      await runCommands(words, {
        ...APPLICATION,
        commands,
        auth: async () => ({ auth: { recordCommand: async (command) => void recorded.push(command) } }),
      });
      expect(recorded).toEqual(expected);
    }
  },
);

test.each([
  [[entry("notes"), entry("notes")], "notes"],
  [[entry("tasks", "ops"), entry("tasks"), entry("tasks", "ops")], "ops tasks"],
  [[entry("ops")], "ops"],
])("two commands of one name are refused before anything runs", async (commands, name) => {
  const auth = () => Promise.reject(new Error("there is nothing to record"));
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await runCommands([], { ...APPLICATION, commands, auth })).toBe(1);
  const printed = write.mock.calls.join("");
  vi.restoreAllMocks();
  expect(printed).toContain("[application.command-twice]");
  expect(printed).toContain(`"${name}"`);
});
