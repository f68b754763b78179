import { fileURLToPath } from "node:url";

const isSource = import.meta.url.endsWith(".ts");

/** The name of a module of this folder that a child process runs, without its ending. */
type ChildModule = "database.process" | "prepare-database.process";

/** The path of a module that a child process runs. Compiled, this code is in a chunk, elsewhere than its source. */
export const findChildModule = (name: ChildModule): string =>
  fileURLToPath(new URL(isSource ? `./${name}.ts` : `../queue/embedded/${name}.js`, import.meta.url));
