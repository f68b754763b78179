import { expect, test } from "vitest";
import { AegisError } from "../errors.ts";
import { catalog } from "./catalog.ts";
import type { Catalog } from "./entry.ts";
import { wholeCatalog } from "./fixtures/whole-catalog.ts";
import { resolve } from "./resolve.ts";
import { askedWords, type Stack } from "./stack.ts";
import { parseWords, wordOf } from "./words.ts";

function stack(components: string, services = "", from: Catalog = wholeCatalog): Stack {
  const asked = [...parseWords(from, "component", components), ...parseWords(from, "service", services)];
  return resolve(from, { asked, packageManager: "npm", nodePin: false });
}

const chosen = (made: Stack) =>
  made.parts.map(wordOf).filter((word) => !/^(backend|frontend|cli)$/.test(word));
const sentences = (made: Stack) => made.additions.map((addition) => addition.sentence);

function refusal(run: () => unknown): AegisError {
  try {
    run();
  } catch (error) {
    if (error instanceof AegisError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("nothing asked for is backend, frontend and CLI", () => {
  const made = stack("");
  expect(made.parts.map(wordOf)).toEqual(["backend", "frontend", "cli"]);
  expect(made.asked).toEqual([]);
  expect(made.additions).toEqual([]);
});

test("what is always there may be named, and changes nothing", () => {
  expect(stack("backend,cli")).toEqual(stack(""));
});

test("a requirement comes along, with a sentence that says why", () => {
  const made = stack("worker");
  expect(chosen(made)).toEqual(["redis", "worker[redis]"]);
  expect(sentences(made)).toEqual(["redis, because worker[redis] keeps its queues there."]);
  expect(askedWords(wholeCatalog, made)).toEqual({ components: ["worker[redis]"], services: [] });
});

test("what was asked for anyway is not explained", () => {
  expect(stack("worker,redis").additions).toEqual([]);
});

test("the requirement follows the option", () => {
  expect(chosen(stack("worker[postgres]"))).toEqual(["database[postgres]", "worker[postgres]"]);
});

test("a choice left open takes what somebody else requires", () => {
  expect(chosen(stack("database,worker[postgres]"))).toEqual(["database[postgres]", "worker[postgres]"]);
});

test("a service brings its database and another service", () => {
  const made = stack("", "auth[org,oauth]");
  expect(chosen(made)).toEqual(["database[sqlite]", "auth[org,oauth]", "mail"]);
  expect(sentences(made)).toEqual([
    "database[sqlite], because auth keeps accounts and sessions there.",
    "mail, because auth sends links to confirm an address and to reset a password.",
  ]);
});

test("the scheduler remembers where there is a database, and only there", () => {
  expect(chosen(stack("scheduler"))).toEqual(["scheduler[memory]"]);
  expect(chosen(stack("scheduler,database"))).toEqual(["database[sqlite]", "scheduler[database]"]);
  expect(chosen(stack("scheduler", "auth"))).toEqual([
    "database[sqlite]",
    "scheduler[database]",
    "auth[basic]",
    "mail",
  ]);
  expect(chosen(stack("scheduler[memory],database"))).toEqual(["database[sqlite]", "scheduler[memory]"]);
  expect(chosen(stack("scheduler[database]"))).toEqual(["database[sqlite]", "scheduler[database]"]);
});

test("the order of the words makes no difference", () => {
  expect(stack("worker,scheduler,database")).toEqual(stack("database,worker,scheduler"));
});

test("the words of a stack make the same stack again", () => {
  const made = stack("scheduler,worker[postgres]", "auth[rbac]");
  const { components, services } = askedWords(wholeCatalog, made);
  expect(stack(components.join(","), services.join(","))).toEqual(made);
});

test("two things that cannot be combined are named, with the reason", () => {
  const error = refusal(() => stack("database[sqlite],worker[postgres]"));
  expect(error.code).toBe("stack-contradictory");
  expect(error.message).toBe(
    "database[postgres] and database[sqlite] cannot be combined: worker[postgres] keeps its queues there.",
  );
});

test("the same thing twice is once, unless it contradicts itself", () => {
  expect(stack("redis,redis")).toEqual(stack("redis"));
  expect(refusal(() => stack("database[sqlite],database[postgres]")).code).toBe("stack-contradictory");
});

test("what is planned is refused with a sentence", () => {
  const planned = catalog.entries.find((entry) => entry.status === "planned" && entry.kind === "component");
  if (planned === undefined) return;
  const error = refusal(() => stack(planned.name, "", catalog));
  expect(error.code).toBe("stack-planned");
  expect(error.message).toBe(`${planned.name} is planned and not available yet.`);
});

test("a planned option of something available is refused too", () => {
  const entries = wholeCatalog.entries.map((entry) =>
    entry.name === "database"
      ? {
          ...entry,
          choices: entry.choices.map((each) =>
            each.name === "postgres" ? { ...each, status: "planned" as const } : each,
          ),
        }
      : entry,
  );
  const partly: Catalog = { ...wholeCatalog, entries };
  expect(chosen(stack("database", "", partly))).toEqual(["database[sqlite]"]);
  expect(refusal(() => stack("worker[postgres]", "", partly)).message).toBe(
    "database[postgres] is planned and not available yet.",
  );
});

test("of a group of flags one is always taken, and none beside those that were named", () => {
  const aiIn = (services: string) =>
    stack("", services, catalog)
      .parts.filter(({ name }) => name === "ai")
      .map(wordOf);
  expect(aiIn("ai")).toEqual(["ai[openai-compatible]"]);
  expect(aiIn("ai[google,openai]")).toEqual(["ai[openai,google]"]);
});
