import { z } from "zod";
import { AppError } from "../errors/index.ts";
import type { Action, ActionOptions } from "./panel.ts";

/** Defines an action of a panel, whose input is validated before `run` is called. */
export function defineAction<Input extends z.core.$ZodType>({
  input,
  run,
  ...action
}: ActionOptions<Input>): Action {
  return {
    ...action,
    form: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
    async run(given) {
      const parsed = await z.safeParseAsync(input, given);
      if (parsed.success) return run(parsed.data);
      throw new AppError({
        code: "panels.invalid-input",
        category: "invalid",
        message: `The form of ${action.name} is not valid.`,
        hint: "Correct the fields and send it again.",
        details: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
      });
    },
  };
}
