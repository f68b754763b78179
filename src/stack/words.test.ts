import { expect, test } from "vitest";
import { AegisError } from "../errors.ts";
import { wholeCatalog } from "./fixtures/whole-catalog.ts";
import { parseWord, parseWords, splitWords, wordOf } from "./words.ts";

function refusal(run: () => unknown): AegisError {
  try {
    run();
  } catch (error) {
    if (error instanceof AegisError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("a list splits at its outer commas only", () => {
  expect(splitWords("database[postgres], worker ,auth[org,oauth]")).toEqual([
    "database[postgres]",
    "worker",
    "auth[org,oauth]",
  ]);
});

test("an empty list is none", () => {
  expect(parseWords(wholeCatalog, "component", "")).toEqual([]);
  expect(parseWords(wholeCatalog, "component", " , ")).toEqual([]);
});

test.each(["redis", "database[postgres]", "worker[redis]"])("%s reads and writes the same", (word) => {
  expect(wordOf(parseWord(wholeCatalog, "component", word))).toBe(word);
});

test("choice and flags are told apart, whatever their order", () => {
  expect(parseWord(wholeCatalog, "service", "auth[oauth,org]")).toEqual({
    name: "auth",
    choice: "org",
    flags: ["oauth"],
  });
  expect(wordOf(parseWord(wholeCatalog, "service", "auth[oauth,org]"))).toBe("auth[org,oauth]");
});

test("capital letters and empty brackets are forgiven", () => {
  expect(parseWord(wholeCatalog, "component", "Database[Postgres]").choice).toBe("postgres");
  expect(parseWord(wholeCatalog, "component", "database[]").choice).toBeNull();
});

test.each(["database[", "database]", "[postgres]", "database[a[b]]", "database[postgres]x"])(
  "%s cannot be read",
  (word) => {
    expect(refusal(() => parseWord(wholeCatalog, "component", word)).code).toBe("word-malformed");
  },
);

test("a misspelt name is answered with the nearest one", () => {
  const error = refusal(() => parseWords(wholeCatalog, "component", "databse"));
  expect(error.code).toBe("word-unknown");
  expect(error.hint).toContain('Did you mean "database"?');
  expect(error.exitCode).toBe(1);
});

test("a misspelt option is answered with the nearest one and with all there are", () => {
  const error = refusal(() => parseWord(wholeCatalog, "component", "database[postgresql]"));
  expect(error.code).toBe("option-unknown");
  expect(error.hint).toContain('Did you mean "postgres"?');
  expect(error.hint).toContain("database[sqlite]");
});

test("an option where there are none", () => {
  expect(refusal(() => parseWord(wholeCatalog, "component", "redis[fast]")).hint).toBe(
    "Write it without brackets: redis.",
  );
});

test("a service among the components is sent to its own flag", () => {
  expect(refusal(() => parseWord(wholeCatalog, "component", "auth")).hint).toContain("--services auth");
  expect(refusal(() => parseWord(wholeCatalog, "service", "worker")).hint).toContain("--components worker");
});

test("two choices where one can be had", () => {
  const error = refusal(() => parseWord(wholeCatalog, "component", "database[sqlite,postgres]"));
  expect(error.code).toBe("stack-contradictory");
});
