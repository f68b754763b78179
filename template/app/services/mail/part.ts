import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { mail } from "./index.ts";

/** Mail as a part of a process: nothing is opened before it is used, and what is under way is finished at the end. */
export const mailPart: Part = {
  name: "mail",
  stop: (deadline) => mail.close(deadline),
};
