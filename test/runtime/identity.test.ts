import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { compileRuntime } from "../../scripts/runtime/compile.ts";
import { temporaryFolder } from "../command.ts";
import { modules, packed, ROOT, RUNTIME, writeFiles } from "./packed.ts";

type Errors = typeof import("../../runtime/src/errors/index.ts");
interface Log {
  createRedactor(secrets: readonly string[]): (line: string) => string;
}
interface Queue {
  runWithRequestId<Result>(id: string, work: () => Result): Result;
  currentRequestId(): string | undefined;
}

const folder = temporaryFolder();
const load = <Module>(path: string): Promise<Module> => import(pathToFileURL(join(folder, path)).href);

/** A capability that throws an error of the foundation, as each one will. */
const CAPABILITY = `
import { AppError } from "../errors/index.ts";
export function fail(): never {
  throw new AppError({ code: "probe.failed", category: "unavailable", message: "It failed.", hint: "Wait." });
}
`;

beforeAll(async () => {
  cpSync(RUNTIME, join(folder, "runtime"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "runtime/src/probe"));
  writeFileSync(join(folder, "runtime/src/probe/index.ts"), CAPABILITY);
  await compileRuntime(join(folder, "runtime"));
  for (const copy of ["one", "other"]) writeFiles(join(folder, copy), packed);
});

function thrownBy(fail: () => never): unknown {
  try {
    return fail();
  } catch (error) {
    return error;
  }
}

test("an error that one subpath throws is recognised through another", async () => {
  const { AppError, describeError } = await load<Errors>("runtime/dist/errors/index.js");
  const { fail } = await load<{ fail: () => never }>("runtime/dist/probe/index.js");
  const error = thrownBy(fail);
  expect(Object.getPrototypeOf(error)).toBe(AppError.prototype);
  expect(describeError(error)).toBe("It failed. [probe.failed]\nWait.");
});

const OTHER_DIALECT: Readonly<Record<string, string>> = { sqlite: "postgres", postgres: "sqlite" };

/** Vitest finds a global setup by this name, whichever subpath it is of. */
const GLOBAL_SETUP = "setup";

const isDialect = (subpath: string) => /\/(sqlite|postgres)\b/.test(subpath);

/** The names that the subpath of the other dialect exports, too. */
async function alternatives(subpath: string): Promise<string[]> {
  const other = subpath.replace(/(?<=\/)(sqlite|postgres)\b/, (dialect) => OTHER_DIALECT[dialect] ?? dialect);
  const path = modules.get(other);
  return path === undefined ? [] : Object.keys(await load<object>(join("one", path)));
}

test("what two subpaths export under one name is the same object", async () => {
  const seen = new Map<string, unknown>();
  for (const [subpath, path] of modules) {
    for (const [name, value] of Object.entries(await load<object>(join("one", path)))) {
      // An application has one dialect: what the other one exports takes the same place under the same name.
      const isOwn =
        name === GLOBAL_SETUP || (isDialect(subpath) && (await alternatives(subpath)).includes(name));
      const key = isOwn ? `${subpath} ${name}` : name;
      if (seen.has(key)) expect(value, key).toBe(seen.get(key));
      seen.set(key, value);
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});

test("an error of a second copy of the package in the same process is recognised", async () => {
  const one = await load<Errors>("one/dist/errors/index.js");
  const other = await load<Errors>("other/dist/errors/index.js");
  expect(one.AppError).not.toBe(other.AppError);
  const error = new other.AppError({
    code: "database.unavailable",
    category: "unavailable",
    message: "PostgreSQL at db:5432 did not respond.",
    hint: "Check it.",
  });
  expect(error instanceof one.AppError).toBe(true);
  expect(one.toPublicError(error).message).not.toContain("db:5432");
  expect(one.describeError(error)).toContain("[database.unavailable]");
});

test("the request that one copy of the package has begun is seen by a second copy", async () => {
  const one = await load<Queue>("one/dist/queue/index.js");
  const other = await load<Queue>("other/dist/queue/index.js");
  expect(one.runWithRequestId).not.toBe(other.runWithRequestId);
  const seen = one.runWithRequestId("request-1", () => other.currentRequestId());
  expect(seen).toBe("request-1");
  expect(other.currentRequestId()).toBeUndefined();
});

test("a secret is hidden by the log of either copy, since each is given what it hides", async () => {
  const copies = [await load<Log>("one/dist/log/index.js"), await load<Log>("other/dist/log/index.js")];
  const lines = copies.map(({ createRedactor }) =>
    createRedactor(["a-secret-value"])('{"password":"x1","text":"it is a-secret-value"}'),
  );
  expect(lines[0]).toBe(lines[1]);
  expect(lines[0]).not.toMatch(/x1|a-secret-value/);
});
