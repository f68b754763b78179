// Loaded before an application: appends each module that the process loads, a line each, to the file that LOADED_MODULES
// names. Child processes inherit it, so each line begins with the id of its process.
import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

const { LOADED_MODULES = "" } = process.env;

registerHooks({
  load(url, context, next) {
    if (!url.startsWith("node:")) appendFileSync(LOADED_MODULES, `${process.pid} ${url}\n`);
    return next(url, context);
  },
});
