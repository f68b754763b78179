import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalog } from "../src/stack/catalog.ts";
import { version } from "../src/version.ts";
import { aegis, cleanEnvironment, entry, quick, temporaryFolder } from "./command.ts";

test("--version", async () => {
  expect(await aegis(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test.each([[["--help"]], [[]], [["help"]]])("aegis %j shows the commands and examples", async (args) => {
  const { code, stdout } = await aegis(args);
  expect(code).toBe(0);
  expect(stdout).toContain("Examples:");
  expect(stdout).toMatch(/init .*make a new application/);
});

test.each([[["init", "--help"]], [["help", "init"]]])("aegis %j shows every flag", async (args) => {
  const { code, stdout } = await aegis(args);
  expect(code).toBe(0);
  const flags =
    "components services output package-manager yes start no-install no-git dry-run diff force json";
  for (const flag of flags.split(" ")) expect(stdout).toContain(`--${flag}`);
  expect(stdout).toContain("Examples:");
});

test("list shows everything there is, planned or not", async () => {
  const { code, stdout } = await aegis(["list"]);
  expect(code).toBe(0);
  for (const entry of catalog.entries) expect(stdout).toContain(entry.gives);
  expect(stdout).toContain("needs redis, because worker[redis] keeps its queues there");
});

test("list --json is the catalog", async () => {
  const { stdout } = await aegis(["list", "--json"]);
  const { components, services } = JSON.parse(stdout);
  expect([...components, ...services].map((entry) => entry.name)).toEqual(
    catalog.entries.map((entry) => entry.name),
  );
});

test("output that nobody reads to the end is no failure", async () => {
  const pipe = `"${process.execPath}" "${entry}" list | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", pipe], { encoding: "utf8", env: cleanEnvironment() });
  expect(stderr).toBe("");
  expect(stdout).toBe("0\n");
});

const anywhere = new Set(["init", "list"]);
// These end as the application is: nothing is installed in it, and no conflicts wait.
const asItIs = new Set(["doctor", "continue", "source"]);

const helps = ["", "init", "list", "make", "doctor"].map((command) => ({
  command,
  args: [command, "--help"],
}));

test.each(helps)("every example of aegis $command --help works", async ({ args }) => {
  const cwd = temporaryFolder();
  expect((await aegis(["init", "shop", ...quick], { cwd })).code).toBe(0);
  const { stdout } = await aegis(args.filter((arg) => arg !== ""));
  const examples = [...stdout.matchAll(/^ {2}aegis (.+?)(?: {2,}.*)?$/gm)].map((found) => found[1] ?? "");
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    const words = example.split(" ").map((word) => word.replaceAll('"', ""));
    const [command = ""] = words;
    const extra = command === "add" ? ["--force", "--no-install"] : [];
    const asked =
      command === "init" && !words.includes("--dry-run")
        ? [...words.filter((word) => word !== "--start"), "--dry-run"]
        : [...words, ...extra];
    const { code, stderr } = await aegis(asked, { cwd: anywhere.has(command) ? cwd : join(cwd, "shop") });
    if (asItIs.has(command)) expect(stderr, example).not.toContain("(usage)");
    else expect(code, `${example}: ${stderr}`).toBe(0);
  }
});
