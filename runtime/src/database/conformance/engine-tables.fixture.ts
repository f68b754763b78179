import { beforeEach, expect, test } from "vitest";
import type { DatabaseEngine } from "../engine.ts";
import { type EngineTables, planSteps } from "../engine-tables/engine-tables.ts";
import { migrate } from "../migrations/migrate.ts";
import { later, NOTES, type Trial } from "./trial.fixture.ts";

const FIRST: EngineTables = {
  capability: "parcels",
  steps: [
    ({ timestamp, json, integer }) =>
      `CREATE TABLE aegis_parcels (id text PRIMARY KEY, sent ${timestamp}, labels ${json}, weight ${integer});
       CREATE INDEX aegis_parcels_sent ON aegis_parcels (sent);`,
  ],
};

const SECOND: EngineTables = {
  ...FIRST,
  steps: [...FIRST.steps, () => "ALTER TABLE aegis_parcels ADD COLUMN note text"],
};

/** The tables that capabilities keep beside those of an application. */
export function engineTables<Db extends object>(trial: Trial<Db>): void {
  let engine: DatabaseEngine<Db>;
  beforeEach(async () => {
    engine = await trial.open();
  });
  const names = async () => (await engine.tables(1)).map(({ name }) => name);
  const plan = async (tables: EngineTables) => planSteps([tables], await engine.migrations.versions());

  test("are created with the migrations, once, and each later step alone", async () => {
    expect((await plan(FIRST)).pending.map(({ name }) => name)).toEqual(["aegis_parcels_1"]);
    const more = later("0001_more", 2, "CREATE TABLE more (id text)");
    expect(await migrate(engine.migrations, [NOTES, more], [FIRST])).toEqual([
      "aegis_parcels_1",
      "0001_more",
    ]);
    expect(await migrate(engine.migrations, [NOTES, more], [FIRST])).toEqual([]);
    expect(await names()).toEqual(["aegis_parcels", "more", "notes"]);
    expect(await migrate(engine.migrations, [NOTES, more], [SECOND])).toEqual(["aegis_parcels_2"]);
    expect(await plan(SECOND)).toEqual({
      applied: ["aegis_parcels_1", "aegis_parcels_2"],
      pending: [],
      unknown: 0,
    });
  });

  test("of a newer version are told, and the code that is older leaves them", async () => {
    await migrate(engine.migrations, [NOTES], [SECOND]);
    expect(await plan(FIRST)).toMatchObject({ pending: [], unknown: 1 });
    expect(await migrate(engine.migrations, [NOTES], [FIRST])).toEqual([]);
    expect(await plan(SECOND)).toMatchObject({ pending: [], unknown: 0 });
  });

  test("stay when their capability is removed, and count again when it is back", async () => {
    await migrate(engine.migrations, [NOTES], [FIRST]);
    expect(await migrate(engine.migrations, [NOTES])).toEqual([]);
    expect(await names()).toContain("aegis_parcels");
    expect(await migrate(engine.migrations, [NOTES], [FIRST])).toEqual([]);
  });

  test("with a step that fails undo all that came with it, and the step is named", async () => {
    await migrate(engine.migrations, [NOTES, later("0001_own", 2, "CREATE TABLE aegis_parcels (id text)")]);
    const other: EngineTables = { capability: "other", steps: [() => "CREATE TABLE aegis_other (id text)"] };
    await expect(migrate(engine.migrations, [NOTES], [other, FIRST])).rejects.toMatchObject({
      code: "migrations.failed",
      message: expect.stringContaining("aegis_parcels_1"),
      hint: expect.stringContaining("aegis_"),
    });
    expect(await names()).toEqual(["aegis_parcels", "notes"]);
    expect((await engine.migrations.versions()).size).toBe(0);
  });

  test("of many processes at once one creates them", async () => {
    const rounds = Array.from({ length: 5 }, () => migrate(engine.migrations, [NOTES], [FIRST]));
    const applied = (await Promise.all(rounds)).map((all) => all.length);
    expect(applied.toSorted()).toEqual([0, 0, 0, 0, 1]);
  });

  test("go with everything else when the database is emptied, and come back", async () => {
    await migrate(engine.migrations, [NOTES], [SECOND]);
    await engine.empty();
    expect(await names()).toEqual([]);
    expect(await migrate(engine.migrations, [NOTES], [SECOND])).toHaveLength(3);
  });
}
