import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { stacksWith } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

/** What the built libraries may import: an application depends on these itself. */
const INSTALLED = /^(?:pino|react|react-dom)(?:\/|$)/;

/** How the bundler names another module; what looks like it elsewhere is an example in a comment. */
const IMPORT_PATTERN = /(?:^(?:import|export) (?:.* from )?|\b__require\()"([^"\n]+)"/gm;

const SPECIFIERS = [
  "@fastify/cors",
  "@fastify/rate-limit",
  "@fastify/static",
  "drizzle-orm",
  "drizzle-orm/pg-core",
  "drizzle-orm/sqlite-core",
  "drizzle-orm/sqlite-proxy",
  "drizzle-zod",
  "fastify",
  "fastify-type-provider-zod",
  "react-router",
  "zod",
  "zod/v4",
  "zod/v4/core",
];

/** Imports and requires each library where the application's runtime does, and prints what it got. */
const DESCRIBE = `
  import { registerHooks, createRequire } from "node:module";
  const loaded = new Set();
  registerHooks({ load: (url, context, next) => { loaded.add(url); return next(url, context); } });
  const parent = createRequire(import.meta.resolve("@aegis-stack/runtime/http"));
  const exports = {};
  for (const name of ${JSON.stringify(SPECIFIERS)}) {
    const required = parent(name);
    const imported = await import(parent.resolve(name));
    const names = (value) => Object.keys(value).filter((key) => !["default", "module.exports", "__esModule"].includes(key)).sort();
    exports[name] = { type: typeof required, required: names(required), imported: names(imported) };
  }
  const { z } = await import("zod");
  const { createInsertSchema } = await import("drizzle-zod");
  const { sqliteTable, text } = await import("drizzle-orm/sqlite-core");
  const schema = createInsertSchema(sqliteTable("t", { name: text().notNull() }));
  console.log(JSON.stringify({
    exports,
    isOneZod: schema instanceof z.ZodObject,
    installed: [...loaded].filter((url) => /node_modules.(?:drizzle-\\w+|fastify|react-router|zod)./.test(url)).length,
  }));
`;

const [plain] = stacksWith("fewest");
if (plain === undefined) throw new Error("there is no stack");

let folder = "";
let output = "";
beforeAll(() => {
  // Every library of the template is installed in a workspace, chosen or not.
  folder = createWorkspace(plain);
  const built = runIn(folder, "npm", ["run", "build"]);
  expect(built.status, built.output).toBe(0);
  output = built.output;
});
afterAll(() => removeApplications(folder));

function describeLibraries(mode: string) {
  const words = ["--require", "@aegis-stack/runtime/preload", "--input-type=module", "--eval", DESCRIBE];
  const { status, output: text } = runIn(folder, "node", words, { NODE_ENV: mode });
  expect(status, text).toBe(0);
  return JSON.parse(text);
}

test("production has the same libraries in few files, with the same names, each of them once", () => {
  const built = describeLibraries("production");
  const installed = describeLibraries("test");
  expect(built.exports).toEqual(installed.exports);
  expect(built.exports.fastify.type).toBe("function");
  expect(built).toMatchObject({ isOneZod: true, installed: 0 });
  expect(installed).toMatchObject({ isOneZod: true });
  expect(installed.installed).toBeGreaterThan(200);
});

test("what is built imports only what Node has and what the application depends on itself", () => {
  const files = globSync("build/libraries/**/*.js", { cwd: folder });
  const imports = files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return [...text.matchAll(IMPORT_PATTERN)].map(([, name = ""]) => ({ file, name }));
  });
  expect(imports.length).toBeGreaterThan(files.length);
  const foreign = imports.filter(({ name }) => !/^\.{1,2}\//.test(name) && !isBuiltin(name));
  expect(foreign.filter(({ name }) => !INSTALLED.test(name))).toEqual([]);
});

test("the build says nothing about it", () => {
  expect(output).not.toMatch(/warn|librar/i);
});
