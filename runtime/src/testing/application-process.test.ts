import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommand, startApplication } from "./application-process.ts";

const MODULES = join(import.meta.dirname, "../../../template/node_modules");

/** A folder as an application has it, with these files. */
function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "application-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(MODULES, join(folder, "node_modules"), "junction");
  for (const [path, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const SERVER = `import { createServer } from "node:http";
const server = createServer((_request, response) => response.end(process.env.GREETING + process.env.NODE_ENV));
process.on("SIGTERM", () => server.close(() => process.exit(7)));
server.listen(Number(process.env.PORT), "127.0.0.1", () =>
  console.log(\`{"msg":"shop listens at http://127.0.0.1:\${server.address().port}"}\`));
`;

test("an application is started with what it is given, and stopped by its signal", async () => {
  const folder = createFolder({ "app/entrypoints/dev.ts": SERVER });
  const application = await startApplication({ folder, environment: { GREETING: "hello " } });
  expect(await (await fetch(application.url)).text()).toBe("hello test");
  expect(application.output()).toContain(application.url);
  if (process.platform !== "win32") expect(await application.stop()).toBe(7);
  else await application.stop();
  await expect(fetch(application.url)).rejects.toThrow();
});

test("one that ends before it listens is an error with what it has written", async () => {
  const folder = createFolder({
    "app/entrypoints/dev.ts": 'console.error("PORT is taken"); process.exit(1);',
  });
  await expect(startApplication({ folder })).rejects.toThrow("PORT is taken");
});

const LOSER = `import { appendFileSync, readFileSync } from "node:fs";
appendFileSync("starts", ".");
const starts = readFileSync("starts", "utf8").length;
const messages = ["/shop/.react-router/types/+server-build.d.ts cannot be used: it does not exist. [files.unusable]",
  "ENOTEMPTY: directory not empty, rmdir '/shop/.react-router/types'"];
if (starts > Number(process.env.LOST)) await import("./server.ts");
else throw new Error(messages[starts % 2]);
`;

test("one that ends because another was started at the same moment is started again, five times at most", async () => {
  const files = { "app/entrypoints/dev.ts": LOSER, "app/entrypoints/server.ts": SERVER };
  const application = await startApplication({ folder: createFolder(files), environment: { LOST: "4" } });
  expect((await fetch(application.url)).status).toBe(200);
  await application.stop();
  const folder = createFolder(files);
  await expect(startApplication({ folder, environment: { LOST: "5" } })).rejects.toThrow("ENOTEMPTY");
});

test("a command is run with its words, and returns what it wrote to each stream and its exit code", async () => {
  const script = 'console.log(process.argv.slice(2).join()); console.error("no"); process.exitCode = 3;';
  const folder = createFolder({ "app/cli/bin.js": script });
  expect(await runCommand(["overview", "--json"], { folder })).toEqual({
    exitCode: 3,
    stdout: "overview,--json\n",
    stderr: "no\n",
  });
});
