import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./command.ts";
import { converse, keys, noTerminal } from "./terminal.ts";

// The sign before it says that the question is open: an answered one shows its words again.
const asksName = /◆ {2}What is it called\?/;
const noComponents = ["Which components?", keys.enter] as const;
const noServices = ["Which services?", keys.enter] as const;
const flags = ["--no-install", "--no-git"];

describe.skipIf(noTerminal)("in a terminal", () => {
  test("a name, a look at what would be written, and it is there", async () => {
    const cwd = temporaryFolder();
    const { code, shown } = await converse(
      ["init", ...flags],
      [[asksName, `shop${keys.enter}`], noComponents, noServices, ["Write it?", keys.enter]],
      { cwd },
    );
    expect(code).toBe(0);
    for (const part of ["Files", "Dependencies", "Containers", "Commands", "fastify"])
      expect(shown).toContain(part);
    expect(shown.trimEnd()).toMatch(/npx aegis-stack@\S+ init shop --yes$/);
    expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
  });

  test("the options of a service are asked for, none of which is planned any more", async () => {
    const cwd = temporaryFolder();
    const exchanges = [
      noComponents,
      ["Which services?", `${keys.down}${keys.down}${keys.space}${keys.enter}`],
      ["AI: anything more?", keys.interrupt],
    ] as const;
    const { shown } = await converse(["init", "shop", ...flags], exchanges, { cwd });
    expect(shown).toMatch(/rag: answers from your documents/);
    expect(shown).not.toContain("(planned)");
  });

  test("a bad name is told at once, with one that is good", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "taken"));
    writeFileSync(join(cwd, "taken/mine"), "");
    const { code } = await converse(
      ["init", ...flags],
      [
        [asksName, `${keys.erase}My Shop${keys.enter}`],
        ['How about "my-shop"?', `${keys.erase}taken${keys.enter}`],
        ["not empty", `${keys.erase}shop${keys.enter}`],
        noComponents,
        noServices,
        ["Write it?", keys.enter],
      ],
      { cwd },
    );
    expect(code).toBe(0);
  });

  test("a component is chosen, then which kind of it", async () => {
    const cwd = temporaryFolder();
    const { code, shown } = await converse(
      ["init", "shop", ...flags],
      [
        ["Which components?", `${keys.space}${keys.enter}`],
        ["Database: which?", keys.enter],
        noServices,
        ["Write it?", keys.enter],
      ],
      { cwd },
    );
    expect(code).toBe(0);
    expect(shown).toContain("drizzle-orm");
    expect(shown.trimEnd()).toMatch(/init shop .*database\[sqlite\].* --yes$/);
    expect(existsSync(join(cwd, "shop/drizzle.config.ts"))).toBe(true);
  });

  test("a service is chosen, which kind of it, what more, and what it needs is said", async () => {
    const cwd = temporaryFolder();
    const { code, shown } = await converse(
      ["init", "shop", ...flags],
      [
        noComponents,
        ["Which services?", `${keys.space}${keys.enter}`],
        ["Auth: which?", `${keys.down}${keys.enter}`],
        ["Auth: anything more?", `${keys.space}${keys.enter}`],
        ["Write it?", keys.enter],
      ],
      { cwd },
    );
    expect(code).toBe(0);
    expect(shown).toContain("database[sqlite], because auth");
    expect(shown.trimEnd()).toMatch(/init shop .*-s ".*auth\[rbac,oauth\].*" --yes$/);
    expect(existsSync(join(cwd, "shop/app/components/frontend/auth/providers"))).toBe(true);
  });

  test("Escape goes one step back", async () => {
    const cwd = temporaryFolder();
    const { code } = await converse(
      ["init", "-c", "", "-s", "", ...flags],
      [
        [asksName, `${keys.erase}first${keys.enter}`],
        ["Write it?", keys.escape],
        [asksName, `${keys.erase}second${keys.enter}`],
        ["Write it?", keys.enter],
      ],
      { cwd },
    );
    expect(code).toBe(0);
    expect(readdirSync(cwd)).toEqual(["second"]);
  });

  test("Escape at the first question asks it again", async () => {
    const cwd = temporaryFolder();
    const { code } = await converse(
      ["init", "-c", "", "-s", "", ...flags],
      [
        [asksName, keys.escape],
        [asksName, `${keys.erase}shop${keys.enter}`],
        ["Write it?", keys.enter],
      ],
      { cwd },
    );
    expect(code).toBe(0);
  });

  test.each([
    ["at the name", [[asksName, keys.interrupt]]],
    [
      "at the end",
      [
        [asksName, keys.enter],
        ["Write it?", keys.interrupt],
      ],
    ],
  ] as const)("Ctrl-C %s leaves nothing", async (_when, exchanges) => {
    const cwd = temporaryFolder();
    const { code, shown } = await converse(["init", "-c", "", "-s", "", ...flags], exchanges, { cwd });
    expect(code).toBe(130);
    expect(shown).toContain("Nothing was written.");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("No leaves nothing", async () => {
    const cwd = temporaryFolder();
    const { code } = await converse(
      ["init", "shop", "-c", "", "-s", "", ...flags],
      [["Write it?", `${keys.down}${keys.down}${keys.enter}`]],
      { cwd },
    );
    expect(code).toBe(130);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("--yes asks nothing", async () => {
    const cwd = temporaryFolder();
    const { code, shown } = await converse(["init", "shop", "--yes", ...flags], [], { cwd });
    expect(code).toBe(0);
    expect(shown).not.toContain("?");
  });
});
