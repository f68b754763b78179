import { validate } from "dockerfile-utils";
import type { Grammar } from "./syntax.ts";

const isError = 1;

export const dockerfile: Grammar = {
  faultOf: (text) => {
    const error = validate(text).find(({ severity }) => severity === isError);
    return error === undefined ? null : { line: error.range.start.line + 1, what: String(error.message) };
  },
};
