import { parseAllDocuments } from "yaml";
import type { Grammar } from "./syntax.ts";

export const yaml: Grammar = {
  faultOf: (text) => {
    const documents = parseAllDocuments(text, { prettyErrors: true, logLevel: "error" });
    const error = [...documents].flatMap((document) => document.errors)[0];
    if (error === undefined) return null;
    return { line: error.linePos?.[0].line ?? 1, what: error.message.split("\n")[0] ?? error.message };
  },
};
