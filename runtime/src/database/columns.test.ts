import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getTestServer } from "../testing/postgres/index.ts";
import { createFreshPostgres, createFreshSqlite } from "./fresh-database.fixture.ts";
import { afterCommit, type Migration, readMigrations, transaction } from "./index.ts";
import { orderLines as serverOrderLines, orders as serverOrders } from "./postgres/orders.fixture.ts";
import { createInsertSchema, createSelectSchema, createUpdateSchema } from "./schemas/index.ts";
import { orderLines as fileOrderLines, orders as fileOrders } from "./sqlite/orders.fixture.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** The migrations that drizzle-kit generates for tables. @param dialect its name for it @param tables below this folder */
function generate(dialect: string, tables: string): Migration[] {
  // drizzle-kit takes paths from the working directory only.
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "generate-"));
  const paths = [
    `--schema=${relative(ROOT, join(import.meta.dirname, tables))}`,
    `--out=${relative(ROOT, folder)}`,
  ];
  // It is a tool of applications, so the template has it.
  const command = join(ROOT, "template/node_modules/drizzle-kit/bin.cjs");
  const args = [command, "generate", `--dialect=${dialect}`, "--casing=snake_case", ...paths];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const migrations = readMigrations(folder);
  rmSync(folder, { recursive: true });
  return migrations;
}

const order = {
  orderNumber: "A-1",
  state: "open",
  createdAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
} as const;

const inFile = { orders: fileOrders, orderLines: fileOrderLines };
const onServer = { orders: serverOrders, orderLines: serverOrderLines };

const cases = [
  { dialect: "sqlite", folder: "sqlite", tables: inFile, createFresh: createFreshSqlite },
  // What a portable database promises: the tables of the other dialect can be used with the types of this one.
  {
    dialect: "postgresql",
    folder: "postgres",
    tables: onServer as unknown as typeof inFile,
    createFresh: createFreshPostgres,
  },
];

describe.each(cases)("$folder", ({ dialect, folder, tables: { orders, orderLines }, createFresh }) => {
  describe.skipIf(folder === "postgres" && getTestServer() === undefined)("with its engine", () => {
    let migrations: Migration[];
    beforeAll(() => {
      migrations = generate(dialect, `${folder}/orders.fixture.ts`);
    });

    async function withOrders() {
      const database = await createFresh(migrations);
      return { db: database.portable, isConflict: database.isConflict };
    }

    test("every kind of value comes back as it was written, and defaults fill what was left out", async () => {
      const { db } = await withOrders();
      const whole = { ...order, pieces: 2 ** 53 - 1, weight: 0.1, gift: true, tags: ["a", "ü"] };
      const [inserted] = await db.insert(orders).values(whole).returning();
      expect(inserted).toEqual({ ...whole, id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      await db.insert(orders).values({ ...order, orderNumber: "A-2" });
      const [found] = await db.select().from(orders).where(eq(orders.orderNumber, "A-2"));
      expect(found).toMatchObject({
        pieces: 1,
        weight: null,
        gift: false,
        tags: null,
        createdAt: order.createdAt,
      });
    });

    test("unique indexes, keys and references hold, and rows go with what they refer to", async () => {
      const { db, isConflict } = await withOrders();
      const [inserted] = await db.insert(orders).values(order).returning({ id: orders.id });
      const orderId = inserted?.id ?? "";
      const conflict = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => false, isConflict);
      expect(await conflict(db.insert(orders).values(order))).toBe(true);
      await db.insert(orderLines).values({ orderId, place: 1, article: "book" });
      expect(await conflict(db.insert(orderLines).values({ orderId, place: 1, article: "pen" }))).toBe(true);
      const astray = db.insert(orderLines).values({ orderId: "nowhere", place: 1, article: "pen" });
      await expect(astray).rejects.toThrow(/foreign key/i);
      await db.delete(orders);
      expect(await db.select().from(orderLines)).toEqual([]);
    });

    test("a service writes in a transaction and tells of it afterwards", async () => {
      const { db } = await withOrders();
      const reported: string[] = [];
      await transaction(db, async (tx) => {
        await tx.insert(orders).values(order);
        afterCommit(tx, () => reported.push(order.orderNumber));
        expect(reported).toEqual([]);
      });
      expect(reported).toEqual(["A-1"]);
    });
  });

  test("zod schemas come from the tables", () => {
    const row = { ...order, id: "1", pieces: 2, weight: null, gift: true, tags: ["a"] };
    expect(createSelectSchema(orders).parse(row)).toEqual(row);
    for (const wrong of [
      { state: "lost" },
      { pieces: 1.5 },
      { gift: 1 },
      { createdAt: "1970" },
      { orderNumber: null },
    ]) {
      expect(createSelectSchema(orders).safeParse({ ...row, ...wrong }).success).toBe(false);
    }
    expect(createInsertSchema(orders).parse(order)).toEqual(order);
    expect(createUpdateSchema(orders).parse({ pieces: 3 })).toEqual({ pieces: 3 });
    const short = createInsertSchema(orders, { orderNumber: (orderNumber) => orderNumber.max(2) });
    expect(short.safeParse(order).success).toBe(false);
  });
});
