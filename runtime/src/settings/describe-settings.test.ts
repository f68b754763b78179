import { expect, test } from "vitest";
import { describeSettings } from "./describe-settings.ts";
import { exampleSettings } from "./settings.fixture.ts";

test("tells of each setting what it is and where it comes from, and hides secrets", () => {
  const { settings, faults } = describeSettings(exampleSettings, "web", {
    environment: { PORT: "8080", OVERSEER_PASSWORD: "correct horse battery" },
    file: { names: new Set(["OVERSEER_PASSWORD"]), faults: [] },
  });
  const of = (name: string) => settings.find((setting) => setting.name === name);
  expect(of("PORT")).toEqual({ name: "PORT", value: "8080", source: "environment", secret: false });
  expect(of("HOST")).toEqual({ name: "HOST", value: "127.0.0.1", source: "default", secret: false });
  expect(of("CORS_ORIGINS")?.value).toBe("not set");
  expect(of("OVERSEER_PASSWORD")).toMatchObject({ value: "set (hidden)", source: ".env", secret: true });
  expect(faults).toEqual([]);
});

test("with faults it still describes everything", () => {
  const { settings, faults, hints } = describeSettings(exampleSettings, "web", {
    environment: { PORT: "abc", LOG_LEVLE: "info" },
    file: { names: new Set(), faults: [".env: cannot be read (EIO)."] },
  });
  expect(settings.find(({ name }) => name === "PORT")?.value).toBe("abc");
  expect(faults).toHaveLength(2);
  expect(hints).toEqual(["LOG_LEVLE is not a setting: did you mean LOG_LEVEL?"]);
});
