import { add, init, remove, same } from "../application.ts";
import { olderTemplate } from "./older-template.ts";

const both = "database,scheduler[database]";

/** What aegis does to an application that its owner has edited: where it starts from, and what it becomes. */
export const changes = [
  { name: "add", start: init("database"), change: add("scheduler[database]") },
  { name: "remove", start: init(both), change: remove("scheduler") },
  { name: "update", start: init(both, olderTemplate), change: same },
] as const;
