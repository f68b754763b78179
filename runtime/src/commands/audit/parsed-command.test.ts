import { Command } from "commander";
import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { isUnrecorded, parseCommand } from "./parsed-command.ts";

function leafOf(...names: string[]): Command {
  let command = new Command("app");
  for (const name of names) command = command.command(name);
  return command;
}

test.each([
  [["customers", "delete"], { delete: true }, "customers delete", true],
  [["customers", "import"], { import: true }, "customers import", true],
  [["customers", "list"], { list: false }, "customers list", false],
  [["customers", "archive"], { list: false }, "customers archive", true],
  [["sweep"], undefined, "sweep", true],
  [["report"], { report: false }, "report", false],
  [["ops", "jobs", "pause"], { pause: true }, "jobs pause", true],
])("%j that declares %j is %s and kept: %s", (names, declared, action, mutates) => {
  expect(parseCommand(leafOf(...names), declared)).toMatchObject({ action, mutates });
});

test("a command that would not begin is not kept, nor one that cannot reach the database", () => {
  const failed = (code: string) => new AppError({ code, category: "invalid", message: "No.", hint: "" });
  expect(isUnrecorded(failed("cli.not-confirmed"))).toBe(true);
  expect(isUnrecorded(failed("database.unavailable"))).toBe(true);
  expect(isUnrecorded(failed("users.unknown"))).toBe(false);
  expect(isUnrecorded(new Error("broken"))).toBe(false);
});
