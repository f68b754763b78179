import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { AppError } from "../errors/index.ts";
import {
  assertSettings,
  checkSettings,
  defineSettings,
  getProcessRole,
  readSettings,
  SettingsError,
  secretValuesOf,
  settingHints,
} from "./define-settings.ts";
import { describeSettings, productionFaults } from "./describe-settings.ts";
import { custom, flag, secret, text, wholeNumber } from "./kinds.ts";
import { ALL_ROLES } from "./role.ts";
import { isProduction } from "./setting.ts";

let root: URL;

/** A folder of an application, with this `.env`. */
function createRoot(lines = ""): URL {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  writeFileSync(join(folder, ".env"), lines);
  writeFileSync(join(folder, "package.json"), '{ "name": "shop" }');
  return pathToFileURL(`${folder}/`);
}

const thrownBy = (work: () => unknown): SettingsError => {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error;
  }
  throw new Error("the settings were accepted");
};

beforeEach(() => {
  vi.stubEnv("NODE_ENV", "development");
  root = createRoot();
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) if (name.startsWith("SHOP_")) delete process.env[name];
  rmSync(root, { recursive: true, force: true });
});

describe("reading", () => {
  test("waits for the first value, then is done once and for all settings", () => {
    const settings = defineSettings(root, {
      SHOP_LIMIT: wholeNumber(1, 9).default(5),
      SHOP_NAME: text().optional(),
    });
    vi.stubEnv("SHOP_LIMIT", "7");
    expect(settings.SHOP_LIMIT).toBe(7);
    vi.stubEnv("SHOP_LIMIT", "8");
    vi.stubEnv("SHOP_NAME", "later");
    expect(settings).toEqual({ SHOP_LIMIT: 7, SHOP_NAME: undefined });
    expect(Object.isFrozen(settings)).toBe(true);
    expectTypeOf(settings).toEqualTypeOf<{
      readonly SHOP_LIMIT: number;
      readonly SHOP_NAME: string | undefined;
    }>();
  });

  test("throws all faults at once, at every value", () => {
    vi.stubEnv("SHOP_LIMIT", "x");
    const settings = defineSettings(root, {
      SHOP_LIMIT: wholeNumber(1, 9),
      SHOP_NAME: text(),
      SHOP_ON: flag(),
    });
    const error = thrownBy(() => settings.SHOP_ON);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "settings.invalid",
      message: "3 settings are not valid, so nothing was started.",
      details: [
        'SHOP_LIMIT: must be a whole number from 1 to 9, got "x".',
        "SHOP_NAME: must be set, got nothing.",
        "SHOP_ON: must be true or false, got nothing.",
      ],
    });
    expect(thrownBy(() => settings.SHOP_NAME).details).toEqual(error.details);
  });

  test("takes .env along, but not in a test", () => {
    root = createRoot("SHOP_NAME=from the file\nSHOP_LINE\n");
    const shape = { SHOP_NAME: text().optional() };
    vi.stubEnv("NODE_ENV", "test");
    expect(defineSettings(root, shape).SHOP_NAME).toBeUndefined();
    vi.stubEnv("NODE_ENV", "development");
    const settings = defineSettings(root, shape);
    expect(checkSettings(settings, "cli").faults).toEqual([
      ".env: line 2 is neither NAME=value nor a comment.",
    ]);
    expect(describeSettings(settings, "cli").settings).toEqual([
      { name: "SHOP_NAME", value: "from the file", source: ".env", secret: false },
    ]);
    expect(process.env.SHOP_NAME).toBe("from the file");
  });

  test("of two applications in one process does not disturb the other", () => {
    const other = createRoot("SHOP_LIMIT=2\nSHOP_NAME=other\n");
    root = createRoot("SHOP_LIMIT=1\n");
    const shape = { SHOP_LIMIT: wholeNumber(1, 9).default(5), SHOP_NAME: text().default(({ name }) => name) };
    const first = defineSettings(root, shape);
    const second = defineSettings(other, { ...shape, SHOP_KEY: secret(99) });
    expect(thrownBy(() => second.SHOP_NAME).details).toHaveLength(1);
    expect(first).toEqual({ SHOP_LIMIT: 1, SHOP_NAME: "shop" });
    const third = defineSettings(other, shape);
    assertSettings(third, "web");
    expect(third).toEqual({ SHOP_LIMIT: 2, SHOP_NAME: "other" });
    expect([getProcessRole(first), getProcessRole(third)]).toEqual(["cli", "web"]);
    rmSync(other, { recursive: true });
  });

  test.each([
    ["./index.ts", "../http/index.ts"],
    ["../http/index.ts", "./index.ts"],
  ])("defining reads nothing, whatever is imported first: %s", (...order) => {
    const imports = order.map((path) => JSON.stringify(new URL(path, import.meta.url).href));
    const script = `
      const { env } = process;
      const read = new Set();
      process.env = new Proxy(env, {
        get: (_, name) => (read.add(name), env[name]),
        ownKeys: () => (read.add("all"), Reflect.ownKeys(env)),
      });
      const modules = [await import(${imports[0]}), await import(${imports[1]})];
      const { defineSettings, baseSettings, httpSettings, assertSettings } = Object.assign({}, ...modules);
      const settings = defineSettings(new URL("file:///nowhere/"), { ...baseSettings, ...httpSettings });
      const before = ["all", "NODE_ENV", "LOG_LEVEL", "PORT"].filter((name) => read.has(name));
      assertSettings(settings, "web");
      console.log(JSON.stringify([before, read.has("all"), settings.NODE_ENV]));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
      { encoding: "utf8", env: { PATH: process.env.PATH } },
    );
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([[], true, "development"]);
  });
});

describe("a role", () => {
  const SHOP_NAME = text()
    .optional()
    .required({ in: ["web"], because: "where pages are served" })
    .required({ in: ALL_ROLES, when: isProduction, because: "in production" });

  test("adds its rules: what was read as a command is checked again as a server", () => {
    const settings = defineSettings(root, { SHOP_NAME });
    expect(settings.SHOP_NAME).toBeUndefined();
    expect(thrownBy(() => assertSettings(settings, "web")).details).toEqual([
      "SHOP_NAME: must be set where pages are served.",
    ]);
    expect(getProcessRole(settings)).toBe("cli");
    assertSettings(settings, "worker");
    expect(getProcessRole(settings)).toBe("worker");
  });

  test("can be given to an error that was thrown before it was known", () => {
    const settings = defineSettings(root, { SHOP_NAME, SHOP_LIMIT: wholeNumber(1, 2) });
    const error = thrownBy(() => settings.SHOP_LIMIT);
    expect(error.details).toHaveLength(1);
    expect(error.forRole("web")?.details).toEqual([
      "SHOP_LIMIT: must be a whole number from 1 to 2, got nothing.",
      "SHOP_NAME: must be set where pages are served.",
    ]);
    expect(
      new SettingsError(defineSettings(root, { SHOP_NAME }), ["any"], []).forRole("cli"),
    ).toBeUndefined();
  });

  test("of production counts wherever it is asked for what production refuses", () => {
    expect(productionFaults(defineSettings(root, { NODE_ENV: text().optional(), SHOP_NAME }))).toEqual([
      "SHOP_NAME: must be set where pages are served.",
      "SHOP_NAME: must be set in production.",
    ]);
  });
});

describe("a setting", () => {
  const read = <T>(setting: { definition: unknown } & T, environment: Record<string, string>) =>
    checkSettings({ SHOP_X: setting }, "cli", environment);

  test("of an own kind says what it must be", () => {
    const even = custom({
      must: (given) => `must be even, which ${given.length} digits are not`,
      parse: (given) => (Number(given) % 2 === 0 ? Number(given) : undefined),
    });
    expect(read(even, { SHOP_X: "4" }).values).toEqual({ SHOP_X: 4 });
    expect(read(even, { SHOP_X: "123" }).faults).toEqual([
      'SHOP_X: must be even, which 3 digits are not, got "123".',
    ]);
  });

  test("that is refused may depend on others, and is not asked without a value", () => {
    const SHOP_PORT = wholeNumber(1, 99)
      .optional()
      .refused({
        in: ["cli"],
        when: (value, all) => value > 9 && all.SHOP_ON === true,
        message: "must be small",
      });
    const faults = (environment: Record<string, string>) =>
      checkSettings({ SHOP_PORT, SHOP_ON: flag().optional() }, "cli", environment).faults;
    expect(faults({ SHOP_PORT: "10", SHOP_ON: "1" })).toEqual(["SHOP_PORT: must be small."]);
    expect(faults({ SHOP_PORT: "10" })).toEqual([]);
    expect(faults({ SHOP_ON: "1" })).toEqual([]);
  });

  test("that was renamed is read by its former name, with a hint", () => {
    const renamed = text().optional().formerly("SHOP_OLD");
    const check = read(renamed, { SHOP_OLD: "value" });
    expect(check).toEqual({
      values: { SHOP_X: "value" },
      faults: [],
      hints: ["SHOP_OLD is the former name of SHOP_X: rename it."],
    });
    expect(read(renamed, { SHOP_OLD: "value", SHOP_X: "other" }).faults).toEqual([
      "SHOP_X: is set under its former name SHOP_OLD too; remove SHOP_OLD.",
    ]);
    expect(read(renamed, { SHOP_X: "value", SHOP_OLD: "" })).toMatchObject({ faults: [], hints: [] });
  });

  test("that is secret is told to the log, and nothing else is", () => {
    vi.stubEnv("SHOP_KEY", "correct horse");
    vi.stubEnv("SHOP_URL", "redis://:hunter2@host");
    const settings = defineSettings(root, {
      SHOP_KEY: secret(3),
      SHOP_NAME: text().default("name"),
      SHOP_URL: text().secret(),
      SHOP_NONE: secret(3).optional(),
    });
    expect(secretValuesOf(settings)).toEqual(["correct horse", "redis://:hunter2@host"]);
  });
});

test("hints are given for the role that the settings were checked for", () => {
  vi.stubEnv("SHOP_NAMES", "x");
  expect(settingHints(defineSettings(root, { SHOP_NAME: text().optional() }))).toEqual([
    "SHOP_NAMES is not a setting: did you mean SHOP_NAME?",
  ]);
});

test("a fragment can be read from an environment of its own", () => {
  const fragment = { SHOP_LIMIT: wholeNumber(1, 9).default(5) };
  const values = readSettings(fragment, { SHOP_LIMIT: "3" }, "web");
  expectTypeOf(values).toEqualTypeOf<{ readonly SHOP_LIMIT: number }>();
  expect(values).toEqual({ SHOP_LIMIT: 3 });
  const settings = defineSettings(root, fragment);
  expect(readSettings(settings, { SHOP_LIMIT: "4" }, "web").SHOP_LIMIT).toBe(4);
  expect(settings.SHOP_LIMIT).toBe(5);
  expect(() => checkSettings({ anything: 1 }, "web", {})).toThrow(TypeError);
});
