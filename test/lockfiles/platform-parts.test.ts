import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Lockfile, missingPlatformParts, PLATFORMS } from "./platform-parts.ts";

const ROOT = join(import.meta.dirname, "../..");

function read(path: string): Lockfile {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

function lockOf(platforms: readonly string[], named: readonly string[] = platforms): Lockfile {
  const parts = platforms.map((platform) => {
    const [os = "", cpu = ""] = platform.split("-");
    return [`node_modules/native-${platform}`, { version: "1.0.0", os: [os], cpu: [cpu] }] as const;
  });
  const optionalDependencies = Object.fromEntries(named.map((platform) => [`native-${platform}`, "1.0.0"]));
  return {
    packages: {
      "node_modules/native": { version: "1.0.0", optionalDependencies },
      ...Object.fromEntries(parts),
    },
  };
}

describe.each(["package-lock.json", "template/package-lock.json"])("%s", (path) => {
  test("serves Linux, macOS and Windows on x64 and arm64", () => {
    expect(missingPlatformParts(read(path))).toEqual([]);
  });

  test("holds native packages, so the check looks at something", () => {
    const locked = Object.values(read(path).packages);
    expect(locked.filter(({ os, cpu }) => os && cpu).length).toBeGreaterThan(12);
  });

  test("carries no address of a registry", () => {
    expect(readFileSync(join(ROOT, path), "utf8")).not.toMatch(
      /"resolved"(?!: "file:vendor\/)|https?:\/\/[^"]*\.tgz/,
    );
  });
});

test("accepts a package with every part", () => {
  expect(missingPlatformParts(lockOf(PLATFORMS))).toEqual([]);
});

test("names the platforms that npm left out of the lockfile", () => {
  const lock = lockOf(["linux-x64", "linux-arm64"], PLATFORMS);
  expect(missingPlatformParts(lock)).toEqual([
    "native@1.0.0 has no part for darwin-x64, darwin-arm64, win32-x64, win32-arm64",
  ]);
});

test("names the platforms that the package never had", () => {
  expect(missingPlatformParts(lockOf(PLATFORMS.slice(0, 5)))).toEqual([
    "native@1.0.0 has no part for win32-arm64",
  ]);
});

test("lets a package be that everybody does without", () => {
  const lock = lockOf(PLATFORMS.slice(0, 5));
  const native = lock.packages["node_modules/native"];
  expect(
    missingPlatformParts({
      packages: { ...lock.packages, "node_modules/native": { ...native, optional: true } },
    }),
  ).toEqual([]);
});

test("lets an extra for one system be", () => {
  expect(missingPlatformParts(lockOf(["darwin-x64"]))).toEqual([]);
});
