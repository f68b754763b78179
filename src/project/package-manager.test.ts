import { expect, test } from "vitest";
import { choosePackageManager, installCommand, runScript } from "./package-manager.ts";

test("the one asked for, else the one that runs us, else npm", () => {
  expect(choosePackageManager("pnpm", "npm/11.0.0 node/v24")).toBe("pnpm");
  expect(choosePackageManager(undefined, "bun/1.3.0 npm/? node/v24")).toBe("bun");
  expect(choosePackageManager(undefined, "deno/2")).toBe("npm");
  expect(choosePackageManager(undefined, undefined)).toBe("npm");
});

test("an unknown one is refused with those there are", () => {
  expect(() => choosePackageManager("pnmp", undefined)).toThrow(
    expect.objectContaining({ hint: 'Did you mean "pnpm"? Choose one of npm, pnpm, yarn, bun.' }),
  );
});

test("scripts as a person types them", () => {
  expect(runScript("npm", "dev")).toBe("npm run dev");
  expect(runScript("npm", "test")).toBe("npm test");
  expect(runScript("pnpm", "dev")).toBe("pnpm dev");
  expect(runScript("bun", "test")).toBe("bun run test");
});

test("npm is told to name what it fetches", () => {
  expect(installCommand("npm").args).toContain("--loglevel=http");
  expect(installCommand("yarn")).toEqual({ command: "yarn", args: ["install", "--no-immutable"] });
});
