import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { catalog } from "../src/stack/catalog.ts";
import { aegis, quick, temporaryFolder } from "./command.ts";

const cwd = temporaryFolder();
const planned = catalog.entries.filter((entry) => entry.status === "planned").map((entry) => entry.name);

interface Refusal {
  readonly args: readonly string[];
  readonly code: string;
  readonly says: string;
}

const refusals: Refusal[] = [
  { args: ["init"], code: "name-missing", says: "aegis init my-app" },
  { args: ["init", "../shop"], code: "name-invalid", says: '"shop"' },
  { args: ["init", "/tmp/shop"], code: "name-invalid", says: "is a path" },
  { args: ["init", "My Shop"], code: "name-invalid", says: '"my-shop"' },
  { args: ["init", "con"], code: "name-invalid", says: "Windows" },
  { args: ["init", "shöp"], code: "name-invalid", says: '"shop"' },
  { args: ["init", ""], code: "name-invalid", says: "is empty" },
  { args: ["init", "shop", "-c", "databse"], code: "word-unknown", says: 'Did you mean "database"?' },
  { args: ["init", "shop", "-c", "kafka"], code: "word-unknown", says: "There are backend" },
  { args: ["init", "shop", "-c", "auth"], code: "word-unknown", says: "--services auth" },
  { args: ["init", "shop", "-s", "worker"], code: "word-unknown", says: "--components worker" },
  { args: ["init", "shop", "-c", "database["], code: "word-malformed", says: "cannot be read" },
  { args: ["init", "shop", "-c", "database[mysql]"], code: "option-unknown", says: "database[sqlite]" },
  { args: ["init", "shop", "-c", "database[sqlite,postgres]"], code: "stack-contradictory", says: "one of" },
  { args: ["init", "shop", "--package-manager", "pnmp"], code: "package-manager-unknown", says: '"pnpm"' },
  { args: ["init", "shop", "--componets", "x"], code: "usage", says: "--components" },
  { args: ["init", "shop", "more"], code: "usage", says: "many arguments" },
  { args: ["init", "shop", "-c"], code: "usage", says: "value is missing" },
  { args: ["inti", "shop"], code: "usage", says: "init" },
  { args: ["init", "shop", "--diff"], code: "usage", says: "--dry-run" },
  { args: ["init", "shop", "--start", "--no-install"], code: "usage", says: "Leave out one" },
  { args: ["init", "shop", "--start", "--dry-run"], code: "usage", says: "Leave out one" },
  ...planned.slice(0, 1).map((name) => {
    const kind = catalog.entries.find((entry) => entry.name === name)?.kind === "service" ? "-s" : "-c";
    return {
      args: ["init", "shop", kind, name],
      code: "stack-planned",
      says: "planned and not available yet",
    };
  }),
];

test.each(refusals)("aegis $args: $code", async ({ args, code, says }) => {
  const flags = args[0] === "init" ? quick : [];
  const told = await aegis([...args, ...flags], { cwd });
  expect(told.code).toBe(1);
  expect(told.stdout).toBe("");
  expect(told.stderr).toContain(says);
  expect(told.stderr).toContain(`(${code})`);
  expect(readdirSync(cwd)).toEqual([]);
});

test.each(refusals)("aegis $args --json: one object, $code", async ({ args, code }) => {
  const told = await aegis([...args, "--json"], { cwd });
  expect(told.code).toBe(1);
  expect(told.stderr).toBe("");
  const { error } = JSON.parse(told.stdout);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/\.$/);
  expect(error.hint).not.toBe("");
  expect(readdirSync(cwd)).toEqual([]);
});
