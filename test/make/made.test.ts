import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { aegis } from "../command.ts";
import { boot, freePort } from "../matrix/boot.ts";
import { type Outcome, runIn } from "../matrix/workspace.ts";
import { removeApplications } from "../remove-applications.ts";
import { write } from "../write.ts";
import { rememberingWorkspace, stackOf } from "./application.ts";

const KNIP = join(import.meta.dirname, "../../node_modules/.bin/knip");
// The shortest and the longest that are allowed: what is written has to be formatted with all of them.
const names = ["invoices", "a", "customer-subscription-plan-abc"];
/** A name whose service is the owner's own file: what is made for it does without. */
const OWN_SERVICE = "ledger";
const shorter = (name: string) => name.slice(0, 20);

const stacks = [
  { words: ["scheduler[memory]"], kinds: ["service", "route", "page", "command", "job"] },
  { words: ["redis", "worker[redis]"], kinds: ["task"] },
];

describe.each(stacks)("$kinds in a stack of $words", ({ words, kinds }) => {
  let folder = "";
  let unusedBefore: Outcome;
  const unused = () => runIn(folder, KNIP, ["--no-progress", "--no-gitignore"]);

  beforeAll(async () => {
    folder = rememberingWorkspace(stackOf(words));
    write(folder, `app/services/${OWN_SERVICE}/${OWN_SERVICE}-service.ts`, "export class LedgerService {}\n");
    unusedBefore = unused();
    for (const kind of kinds) {
      for (const name of kind === "service" ? names : [...names, OWN_SERVICE]) {
        const given = kind === "command" ? shorter(name) : name;
        const made = await aegis(["make", kind, given], { cwd: folder });
        expect(made, `${made.stdout}${made.stderr}`).toMatchObject({ code: 0 });
      }
    }
  });

  afterAll(() => removeApplications(folder));

  test("compile", () => {
    expect(runIn(folder, "tsc", [])).toEqual({ status: 0, output: "" });
  });

  test("are linted and formatted", () => {
    const checked = runIn(folder, "biome", ["check", "--vcs-enabled=false", "--error-on-warnings"]);
    expect(checked.status, checked.output).toBe(0);
  });

  test("leave nothing unused", () => {
    expect(unused()).toEqual(unusedBefore);
  });

  test("pass their own tests, and those of the lists that name them", () => {
    const own = [...names, ...names.map(shorter), OWN_SERVICE].flatMap((name) => [
      `/${name}.test.ts`,
      `/${name}-service.test.ts`,
    ]);
    const lists = ["tests/architecture", "app/cli/commands", "app/components/scheduler/jobs.test"];
    const { status, output } = runIn(folder, "vitest", ["run", ...own, ...lists], { CI: "true" });
    expect(status, output).toBe(0);
    expect(Number(/Test Files .*?(\d+) passed/.exec(output)?.[1])).toBeGreaterThanOrEqual(
      kinds.length * names.length + kinds.filter((kind) => kind !== "service").length + 2,
    );
  });

  if (!kinds.includes("route")) return;
  test("are there: the route answers, the page is rendered, the command runs, the job is listed", async () => {
    expect(runIn(folder, "react-router", ["build"])).toMatchObject({ status: 0 });
    const port = await freePort();
    const env = { OVERSEER_PASSWORD: "a password of this test" };
    const running = await boot({ folder, args: ["app/entrypoints/web.ts"], port, env });
    onTestFinished(() => void running.stop());
    const answer = await fetch(`${running.address}/api/v1/invoices`);
    expect(await answer.json()).toMatchObject({ name: "invoices" });
    const page = await fetch(`${running.address}/invoices`);
    expect(await page.text()).toMatch(/<h1[^>]*>Invoices<\/h1>/);
    const own = (...args: string[]) =>
      runIn(folder, "npx", ["matrix-app", ...args], { ...env, PORT: String(port) }).output;
    expect(own("invoices")).toMatch(/^invoices, as of \d{4}-/);
    expect(own("routes")).toContain("/api/v1/invoices");
    expect(own("ops", "jobs", "list")).toMatch(/^invoices +every hour/m);
  });
});
