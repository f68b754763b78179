import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { converse, keys, noTerminal } from "./terminal.ts";

const program = fileURLToPath(new URL("fixtures/ask-everything.ts", import.meta.url));
const space = " ";
const { down, enter } = keys;

describe.skipIf(noTerminal)("choosing in a terminal", () => {
  test("options are asked for what was chosen, and only for that", async () => {
    const { shown } = await converse(
      [],
      [
        [/◆ {2}Which components\?/, `${down}${down}${down}${space}${enter}`],
        [/◆ {2}Worker: which\?/, `${down}${enter}`],
        [/◆ {2}Which services\?/, `${space}${enter}`],
        [/◆ {2}Auth: which\?/, `${down}${enter}`],
        [/◆ {2}Auth: anything more\?/, `${space}${enter}`],
      ],
      { program },
    );
    expect(shown).toContain("asked: worker[postgres] auth[rbac,oauth]");
    expect(shown).toContain("database[postgres], because worker[postgres] keeps its queues there");
    expect(shown).not.toContain("Database: which?");
  });

  test("each choice says what it gives, brings along and pairs well with", async () => {
    const { shown } = await converse(
      [],
      [
        [/◆ {2}Which components\?/, `${down}${down}${space}${enter}`],
        [/◆ {2}Scheduler: which\?/, `${down}${enter}`],
        [/◆ {2}Which services\?/, enter],
      ],
      { program },
    );
    expect(shown).toContain("database: tables, migrations and backups");
    expect(shown).toContain("may bring database; pairs well with database, worker");
    expect(shown).toContain("brings database, because scheduler[database] keeps its jobs");
    expect(shown).toContain("asked: scheduler[database]");
  });

  test("Escape goes back over what was skipped, and the earlier answer is still there", async () => {
    const { shown } = await converse(
      [],
      [
        [/◆ {2}Which components\?/, `${space}${enter}`],
        [/◆ {2}Database: which\?/, `${down}${enter}`],
        [/◆ {2}Which services\?/, keys.escape],
        [/◆ {2}Database: which\?/, keys.escape],
        [/◆ {2}Which components\?/, `${down}${space}${enter}`],
        [/◆ {2}Database: which\?/, enter],
        [/◆ {2}Which services\?/, enter],
      ],
      { program },
    );
    expect(shown).toContain("asked: database[postgres] redis");
  });

  // Node 20 warns of the eleventh; later ones count no longer, so the listeners themselves are looked at.
  test("however many questions are asked, none leaves a listener behind", async () => {
    const backAndForth = Array.from({ length: 8 }, () => [
      [/◆ {2}Which components\?/, enter] as const,
      [/◆ {2}Which services\?/, keys.escape] as const,
    ]).flat();
    const last = [
      [/◆ {2}Which components\?/, enter],
      [/◆ {2}Which services\?/, enter],
    ] as const;
    const { code, shown } = await converse([], [...backAndForth, ...last], { program });
    expect(code).toBe(0);
    expect(shown).toContain("listeners left: 0");
    expect(shown).not.toMatch(/MaxListeners|Warning/);
  });
});
