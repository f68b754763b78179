import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, filesBelow, quick, temporaryFolder } from "../command.ts";

const cwd = temporaryFolder();
const shop = join(cwd, "shop");
const make = (...args: string[]) => aegis(["make", ...args], { cwd: shop });
const error = async (...args: string[]) => JSON.parse((await make(...args, "--json")).stdout).error;

test("first of all there is an application", async () => {
  expect((await aegis(["init", "shop", ...quick], { cwd })).code).toBe(0);
});

test("outside of an application it says so", async () => {
  const { code, stderr } = await aegis(["make", "route", "invoices"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain("project-missing");
});

test.each([
  ["UserProfile", "user-profile"],
  ["user_profile", "user-profile"],
  ["9lives", "lives"],
  ["../etc/passwd", "etc-passwd"],
  ["Rechnungen für alle", "rechnungen-fur-alle"],
  ["-", "invoices"],
  ["a".repeat(40), "a".repeat(30)],
])("%j is no name, and another is proposed", async (name, proposed) => {
  expect(await error("route", name)).toMatchObject({
    code: "make-name-invalid",
    details: { proposed },
  });
});

test.each([
  ["page", "overseer"],
  ["command", "help"],
  ["service", "tables"],
])("a %s must not be called %s", async (kind, name) => {
  expect(await error(kind, name)).toMatchObject({ code: "make-name-invalid" });
});

test("what cannot be made is answered with what was meant", async () => {
  expect(await error("roote", "invoices")).toMatchObject({
    code: "make-kind-unknown",
    hint: expect.stringContaining("Did you mean route?"),
  });
});

test.each([
  ["task", "worker"],
  ["job", "scheduler"],
])("without its component a %s is refused, with the command that adds it", async (kind, component) => {
  expect(await error(kind, "invoices")).toMatchObject({
    code: "make-component-missing",
    hint: expect.stringContaining(`aegis add ${component}`),
  });
});

test("a dry run shows files and text, and writes nothing", async () => {
  const before = filesBelow(shop);
  const { code, stdout } = await make("route", "invoices", "--dry-run", "--diff");
  expect(code).toBe(0);
  expect(stdout).toContain("+ app/components/backend/api/invoices/index.ts");
  expect(stdout).toContain('+  await app.register(invoicesRoutes, { prefix: "/invoices" });');
  expect(filesBelow(shop)).toEqual(before);
  const json = JSON.parse((await make("route", "invoices", "--dry-run", "--json")).stdout);
  expect(json).toMatchObject({ written: false, kind: "route", files: { length: 5 } });
});

test("what is there is never overwritten, and the second way in uses the service of the first", async () => {
  expect((await make("route", "invoices")).code).toBe(0);
  const service = join(shop, "app/services/invoices/invoices-service.ts");
  writeFileSync(service, `${readFileSync(service, "utf8")}// mine\n`);
  expect(await error("route", "invoices")).toMatchObject({
    code: "make-file-exists",
    details: { files: { length: 2 } },
  });
  const { stdout } = await make("page", "invoices");
  expect(stdout).not.toContain("app/services/");
  expect(readFileSync(service, "utf8")).toMatch(/\/\/ mine\n$/);
});

test("a service of the owner's own is left alone, and the way in answers by itself", async () => {
  const service = join(shop, "app/services/users/users-service.ts");
  expect((await make("service", "users")).code).toBe(0);
  writeFileSync(service, "export class UsersService {}\n");
  expect((await make("command", "users")).code).toBe(0);
  expect(readFileSync(service, "utf8")).toBe("export class UsersService {}\n");
  expect(readFileSync(join(shop, "app/cli/users.ts"), "utf8")).not.toContain("users-service");
});

test("where the list is gone, the files are written and the line is shown, with another exit code", async () => {
  const list = join(shop, "app/cli/commands.ts");
  writeFileSync(list, 'export * from "./my-commands.ts";\n');
  const { code, stderr } = await make("command", "orders");
  expect(code).toBe(1);
  expect(stderr).toContain('offer("orders", "Show the overview", () => import("./orders.ts"));');
  expect(filesBelow(shop)).toContain("app/cli/orders.ts");
  expect(readFileSync(list, "utf8")).toBe('export * from "./my-commands.ts";\n');
});

test("a link in the place of a folder is not followed", async () => {
  mkdirSync(join(cwd, "outside"));
  symlinkSync(join(cwd, "outside"), join(shop, "app/services/elsewhere"));
  const answered = await error("service", "elsewhere");
  expect(answered.code).toBe("make-file-exists");
  expect(filesBelow(join(cwd, "outside"))).toEqual([]);
});
