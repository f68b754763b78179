import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";
import { orderLines, orders } from "./columns.fixture.ts";
import { freshDatabase } from "./fresh-database.fixture.ts";
import { afterCommit, transaction } from "./index.ts";
import { MIGRATIONS_DIRECTORY } from "./migrations/folder.ts";
import { migrate } from "./migrations/migrate.ts";
import { type Migration, readMigrations } from "./migrations/read.ts";
import { createInsertSchema, createSelectSchema, createUpdateSchema } from "./schemas.ts";

/** What drizzle-kit adds to a folder of migrations, asked as `npm run db:generate` asks it. */
function generate(tables: string, folder: string): void {
  const own = join(folder, "drizzle.config.ts");
  // It takes paths from the working directory only.
  const changes = { schema: tables, out: relative(ROOT, folder) };
  writeFileSync(
    own,
    `import config from ${JSON.stringify(join(ROOT, "drizzle.config.ts"))};
     export default { ...config, ...${JSON.stringify(changes)} };`,
  );
  const command = join(ROOT, "node_modules/drizzle-kit/bin.cjs");
  const args = [command, "generate", "--config", relative(ROOT, own)];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

function temporary(): string {
  // Within the application, so that what is imported from there is found.
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, "generate-"));
}

let migrations: Migration[];
beforeAll(() => {
  const folder = temporary();
  generate("app/core/db/columns.fixture.ts", folder);
  migrations = readMigrations(folder);
  rmSync(folder, { recursive: true });
});

async function withOrders() {
  const engine = await freshDatabase();
  await migrate(engine.migrations, migrations);
  return engine;
}

const order = {
  orderNumber: "A-1",
  state: "open",
  createdAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
} as const;

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
  const told: string[] = [];
  await transaction(db, async (tx) => {
    await tx.insert(orders).values(order);
    afterCommit(tx, () => told.push(order.orderNumber));
    expect(told).toEqual([]);
  });
  expect(told).toEqual(["A-1"]);
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

test("the migrations make the tables as they are: otherwise run `npm run db:generate`", () => {
  const folder = temporary();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (existsSync(MIGRATIONS_DIRECTORY)) cpSync(MIGRATIONS_DIRECTORY, folder, { recursive: true });
  generate("app/services/tables.ts", folder);
  const files = (of: string) =>
    existsSync(of) ? readdirSync(of).filter((name) => name.endsWith(".sql")) : [];
  expect(files(folder)).toEqual(files(MIGRATIONS_DIRECTORY));
});
