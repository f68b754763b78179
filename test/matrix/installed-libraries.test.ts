import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { stacksWith, textOf } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

/** Prints what an application consists of: the names of its health tree, its routes, and its commands. */
const DESCRIBE = `
  import { application } from "#app/application.ts";
  import { createServer } from "#app/components/backend/server.ts";
  const namesOf = ({ name, children }) => ({ name, children: children.map(namesOf) });
  const server = await createServer();
  await server.ready();
  const { tree } = await application.health.report();
  console.log(JSON.stringify({ health: namesOf(tree), routes: server.printRoutes({ commonPrefix: false }) }));
  process.exit(0);
`;

const [plain] = stacksWith("fewest");
if (plain === undefined) throw new Error("there is no stack");

let own = "";
let everything = "";
beforeAll(() => {
  // Every library of the template is installed in a workspace, chosen or not.
  everything = createWorkspace(plain);
  own = createWorkspace(plain);
  const { packages }: { packages: object } = JSON.parse(textOf(plain.files.get("package-lock.json")));
  const isOwn = (name: string) => `node_modules/${name}` in packages;
  const modules = join(own, "node_modules");
  for (const name of readdirSync(modules)) {
    if (name.startsWith(".")) continue;
    const names = name.startsWith("@")
      ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`)
      : [name];
    for (const each of names) if (!isOwn(each)) rmSync(join(modules, each), { recursive: true });
  }
});
afterAll(() => Promise.all([own, everything].map((folder) => removeApplications(folder))));

function describeApplication(folder: string) {
  const evaluate = ["--require", "@aegis-stack/runtime/preload", "--input-type=module", "--eval", DESCRIBE];
  const commands = ["--help", "ops --help"].map((words) => ["app/cli/bin.js", ...words.split(" ")]);
  return [evaluate, ...commands].map((args) => {
    const { status, output } = runIn(folder, "node", args, { NODE_ENV: "test", LOG_LEVEL: "silent" });
    expect(status, output).toBe(0);
    return output;
  });
}

test("libraries that are installed and not chosen change no health node, route or command of the plain application", () => {
  expect(readdirSync(join(everything, "node_modules"))).toEqual(
    expect.arrayContaining(["bullmq", "drizzle-orm", "ioredis", "nodemailer"]),
  );
  expect(readdirSync(join(own, "node_modules"))).not.toContain("bullmq");
  const described = describeApplication(own);
  expect(described[0]).toContain("/health");
  expect(describeApplication(everything)).toEqual(described);
});
