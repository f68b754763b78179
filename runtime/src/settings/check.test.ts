import { describe, expect, test } from "vitest";
import { AppError, describeError } from "../errors/index.ts";
import { checkSettings as check, readSettings } from "./define-settings.ts";
import type { Role } from "./role.ts";
import { exampleSettings } from "./settings.fixture.ts";

const PRODUCTION = { NODE_ENV: "production" };

const checkSettings = (environment: Record<string, string>, role: Role) =>
  check(exampleSettings, role, environment);
const loadSettings = (environment: Record<string, string>, role: Role) =>
  readSettings(exampleSettings, environment, role);

const invalid = (environment: Record<string, string>, role: "dev" | "web" = "web") => {
  try {
    loadSettings(environment, role);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("the settings were accepted");
};

describe("faults", () => {
  test("are all found at once, the schema's and the rules', each in plain words", () => {
    const { faults } = checkSettings(
      {
        ...PRODUCTION,
        PORT: "abc",
        HOST: "http://here",
        LOG_LEVEL: "loud",
        TRUST_PROXY: "maybe",
        CORS_ORIGINS: "https://a.example,https://b.example/path",
        OVERSEER_PASSWORD: "change-me-please",
      },
      "web",
    );
    expect(faults).toEqual([
      'HOST: must be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0, got "http://here".',
      'PORT: must be a whole number from 0 to 65535, got "abc".',
      'LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal, silent, got "loud".',
      'TRUST_PROXY: must be the number of proxies in front (1 to 10), or their addresses, such as 10.0.0.0/8,127.0.0.1, got "maybe".',
      'CORS_ORIGINS: must be origins separated by commas, such as https://example.com (no path, no slash at the end), got "https://a.example,https://b.example/path".',
      "OVERSEER_PASSWORD: is still a placeholder, and production must not run with one; `openssl rand -hex 24` makes a value.",
    ]);
  });

  test("never show what a secret is, however wrong it is", () => {
    const error = invalid({ OVERSEER_PASSWORD: "hunter2", PORT: "-1" });
    expect(error.code).toBe("settings.invalid");
    expect(describeError(error)).not.toContain("hunter2");
    expect(error.details).toContain("OVERSEER_PASSWORD: must have at least 12 characters, got 7 characters.");
  });

  test("show no password that an address in the wrong place holds", () => {
    const error = invalid({ HOST: "postgres://me:hunter2@db.example/name" });
    expect(describeError(error)).not.toContain("hunter2");
    expect(describeError(error)).toContain("postgres://me:…@db.example/name");
  });

  test.each(["1e3", "0x10", "80.5", "65536", " 80", "-1"])("PORT=%s is no port", (PORT) => {
    expect(checkSettings({ PORT }, "web").faults).toHaveLength(1);
  });

  test("a misspelt name is pointed out beside the faults", () => {
    expect(invalid({ PORT: "x", OVERSEER_PASWORD: "a-real-long-one" }).details).toContain(
      "OVERSEER_PASWORD is not a setting: did you mean OVERSEER_PASSWORD?",
    );
  });
});

describe("roles", () => {
  test("pages cannot be developed in production mode", () => {
    expect(checkSettings(PRODUCTION, "dev").faults).toHaveLength(1);
    expect(checkSettings(PRODUCTION, "web").faults).toEqual([]);
  });

  test.each([`$${"{HOME}"}/bk`, "$HOME/bk", "~/bk", `/srv/$${"{APP:-x}"}/bk`])(
    "GIT_COMMIT=%s holds what nothing expands",
    (value) => {
      expect(checkSettings({ GIT_COMMIT: value }, "web").faults).toEqual([
        expect.stringMatching(
          /^GIT_COMMIT: holds (\$\{HOME\}|\$HOME|~|\$\{APP:-x\}), which nothing expands\./,
        ),
      ]);
    },
  );

  test("a placeholder is fine in development and refused by production's web process", () => {
    const OVERSEER_PASSWORD = "xxxxxxxxxxxxxxxx";
    expect(checkSettings({ OVERSEER_PASSWORD }, "web").faults).toEqual([]);
    expect(checkSettings({ ...PRODUCTION, OVERSEER_PASSWORD }, "web").faults).toHaveLength(1);
  });
});

describe("settings", () => {
  test("have their defaults when nothing or an empty value is given", () => {
    const settings = loadSettings({ HOST: "", PORT: "" }, "web");
    expect(settings).toMatchObject({ NODE_ENV: "development", HOST: "127.0.0.1", SHUTDOWN_TIMEOUT: 25 });
    expect(settings.PORT).toBeUndefined();
  });

  test("are typed and frozen", () => {
    const settings = loadSettings(
      { PORT: "8080", TRUST_PROXY: "1", CORS_ORIGINS: "https://a.example, " },
      "web",
    );
    expect(settings).toMatchObject({ PORT: 8080, TRUST_PROXY: 1, CORS_ORIGINS: ["https://a.example"] });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test("names that only happen to be near, of a setting that is given, are left alone", () => {
    expect(checkSettings({ PORTS: "1", PORT: "1", HOSTNAME: "x", PATH: "/bin" }, "web").hints).toEqual([]);
  });
});
