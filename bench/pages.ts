import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildApplicationPages, generateApplication } from "./application.ts";
import { load } from "./load.ts";
import { compare, tableOf } from "./ratio.ts";
import { end, startServers, WEB_ARGUMENTS } from "./serving.ts";

// Pages a second, rendered on the server: the same page by a generated application and by @react-router/serve. Both write
// a line for each response, which goes nowhere.
const ROUND_COUNT = 9;
const SERVERS_FOLDER = join(import.meta.dirname, "servers");
const PAGE_FILE = join(SERVERS_FOLDER, "page/catalogue.tsx");

/** The generated application with the page at /catalogue. */
function addPage(folder: string): void {
  const frontend = join(folder, "app/components/frontend");
  copyFileSync(PAGE_FILE, join(frontend, "pages/catalogue.tsx"));
  const routes = join(frontend, "routes.ts");
  const list = readFileSync(routes, "utf8");
  writeFileSync(
    routes,
    list.replace("] satisfies", '  route("catalogue", "pages/catalogue.tsx"),\n] satisfies'),
  );
  buildApplicationPages(folder);
}

/** An application of React Router alone beside it, with the same libraries. */
function createPeer(application: string): string {
  const folder = join(application, "../peer");
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  // Its own server is installed here, everything else is the application's: one instance of each library.
  for (const modules of [join(application, "node_modules"), join(import.meta.dirname, "node_modules")]) {
    const { status, stderr } = spawnSync("cp", ["-aln", `${modules}/.`, join(folder, "node_modules")]);
    if (status !== 0) throw new Error(String(stderr));
  }
  const frontend = join(application, "app/components/frontend");
  copyFileSync(join(SERVERS_FOLDER, "react-router/root.tsx"), join(app, "root.tsx"));
  copyFileSync(join(frontend, "app.css"), join(app, "app.css"));
  copyFileSync(PAGE_FILE, join(app, "catalogue.tsx"));
  const files = {
    // Without isbot in the list React Router would install it.
    "package.json":
      '{ "type": "module", "dependencies": { "@react-router/node": "8.4.0", "isbot": "5.2.3" } }',
    "app/routes.ts": 'export default [{ path: "catalogue", file: "catalogue.tsx" }];',
    "vite.config.ts":
      'import { reactRouter } from "@react-router/dev/vite";\nimport tailwindcss from "@tailwindcss/vite";\nexport default { plugins: [tailwindcss(), reactRouter()] };',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), `${text}\n`);
  buildApplicationPages(folder);
  return folder;
}

const application = generateApplication();
addPage(application);
const peer = createPeer(application);
const env = { LOG_LEVEL: "info" };
const serve = ["node_modules/@react-router/serve/bin.cjs", "build/server/index.js"];
const servers = [
  { name: "@react-router/serve", folder: peer, args: serve, port: 8_771 },
  { name: "generated application", folder: application, args: WEB_ARGUMENTS, port: 8_772 },
];
const started = await startServers(servers.map((server) => ({ ...server, env, path: "/catalogue" })));
try {
  const contestants = servers.map(({ name, port }) => ({
    name,
    measure: () => load(`http://127.0.0.1:${port}/catalogue`),
  }));
  process.stdout.write(
    `${tableOf("A page rendered on the server", "pages/s", await compare(contestants, ROUND_COUNT))}\n`,
  );
} finally {
  await Promise.all(started.map(({ child }) => end(child)));
}
