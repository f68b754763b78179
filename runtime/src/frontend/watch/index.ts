import { realpathSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { requireFolder } from "../require-folder.ts";
import { watchServer } from "./watch-server.ts";

// A program, not a library: `node --import @aegis-stack/runtime/watch app/entrypoints/dev.ts` watches what the script loads,
// and runs it in a process of its own that is started again after each change.
const [, script = ".", ...args] = process.argv;
const path = realpathSync(script);
const root = dirname(findPackageJSON("..", pathToFileURL(path)) ?? path);
requireFolder(root);
watchServer({ root, command: [path, ...args] });
// Node.js runs the script after all that it imports before it. Here it must not: this process is the watcher.
await new Promise<never>(() => {});
