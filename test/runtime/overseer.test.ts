import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import { installPlain } from "./install-plain.ts";
import { packed, ROOT } from "./packed.ts";

interface Response {
  status: number;
  body: string;
  headers: Record<string, string>;
}

interface Report
  extends Record<"overview" | "asset" | "plainAsset" | "unknownAsset" | "data" | "refused", Response> {
  before: string[];
  afterOwn: string[];
  after: string[];
  script: string;
  zippedAssets: { encoding: string; text: string }[];
  failed: Response;
  unknown: Response;
  absent: Response;
  parts: Response[];
  traversal: Response;
  panel: Response;
  foreign: Response;
  prefixed: string;
  ownNotFound: Response;
  sent: Response;
  sentTwice: Response;
  printed: Response;
  invalid: Response;
  cleared: string[];
  clearedByForeign: string[];
  recorded: { action: string; target: string; outcome: string }[];
  decorators: string[];
  json: number;
}

/** Where the packed runtime has the compiled pages. */
const BUILD_FOLDER = "dist/overseer/build";

const textOf = (path: string) => String(packed.get(`${BUILD_FOLDER}/${path}`));

describe("on a server that has neither React nor a frontend", () => {
  const folder = temporaryFolder();
  let report: Report;

  beforeAll(() => {
    installPlain(folder);
    cpSync(join(import.meta.dirname, "overseer-server.js"), join(folder, "server.js"));
    cpSync(join(import.meta.dirname, "overseer-options.js"), join(folder, "overseer-options.js"));
    // Started elsewhere: it finds its files by its own address.
    const output = execFileSync(process.execPath, [join(folder, "server.js")], {
      cwd: "/",
      encoding: "utf8",
    });
    report = JSON.parse(output);
  });

  test("its pages are loaded for the first request, and nothing of React from elsewhere", () => {
    const isPages = (url: string) => url.includes(`/${BUILD_FOLDER}/`);
    expect(report.before.filter(isPages)).toEqual([]);
    expect(report.afterOwn.filter(isPages)).toEqual([]);
    expect(report.after.filter(isPages)).toHaveLength(1);
    expect(report.after.filter((url) => /node_modules\/(?:react|vite|@react-router)/.test(url))).toEqual([]);
  });

  test("a page is rendered whole, under a policy that its scripts carry the nonce of", () => {
    const { status, body, headers } = report.overview;
    expect(status).toBe(200);
    expect(body).toContain("backend works.");
    expect(body).toContain("</html>");
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
    const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(scripts.length).toBeGreaterThan(2);
    for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonce}"`);
    expect(report.data.status).toBe(200);
    expect(report.data.headers["content-type"]).toContain("text/x-script");
  });

  test("no page has a script without the nonce of its policy: of an error, of an empty list or of a refusal", () => {
    const { failed, unknown, absent, parts, panel, refused } = report;
    for (const { body, headers } of [failed, unknown, absent, ...parts, panel, refused]) {
      const policy = headers["content-security-policy"] ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
      expect(body).toContain("</html>");
      const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
      for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonce}"`);
      // The policy forbids what an attribute of an element runs.
      expect(body).not.toMatch(/<[^>]+ on[a-z]+="/);
    }
  });

  test("its assets are served compressed and kept, and no other file is", () => {
    expect(report.script).not.toBe("");
    expect(report.asset.status).toBe(200);
    expect(report.asset.headers).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    expect(report.plainAsset.headers["content-encoding"]).toBeUndefined();
    expect(report.plainAsset.body).toContain("import");
    const zipped = { encoding: "gzip", text: report.plainAsset.body };
    expect(report.zippedAssets).toEqual([zipped, zipped]);
    expect([report.unknownAsset.status, report.traversal.status]).toEqual([404, 404]);
  });

  test("which pages there are follows from what was handed in", () => {
    expect([report.unknown.status, report.absent.status]).toEqual([404, 404]);
    expect(report.unknown.body).toContain("Page not found");
  });

  test("a page of which a part cannot be read says why and shows the rest", () => {
    for (const { status, body } of report.parts) {
      expect([status, body]).toEqual([200, expect.stringContaining("the list took too long")]);
      expect(body).toMatch(/Oldest wait|No scheduler/);
    }
  });

  test("whoever has no access sees nothing, and a guard that fails lets nobody in", () => {
    expect(report.refused.status).toBe(401);
    expect(report.refused.headers["www-authenticate"]).toBe('Basic realm="bare"');
    expect(report.refused.body).not.toContain("Hit rate");
    expect(report.failed.status).toBe(500);
    expect(report.failed.body).not.toMatch(/the guard broke|backend works/);
  });

  test("a form of its own is done once and recorded; one of another origin is refused", () => {
    expect(report.foreign.status).toBe(403);
    expect(report.clearedByForeign).toEqual([]);
    expect(report.sent.body).toContain("The tag news is invalidated.");
    expect(report.sentTwice.status).toBe(200);
    expect(report.cleared).toEqual(["news"]);
    expect(report.recorded[0]).toMatchObject({ action: "cache clear", target: "news", outcome: "done" });
  });

  test("a panel that is declared as data has a page with its figures, tables and actions", () => {
    expect(report.overview.body).toContain('href="/overseer/panels/printers"');
    for (const text of ["Printers", "Pages", "1\u202f200", "first", "ready", "Print"])
      expect(report.panel.body).toContain(text);
    expect(report.printed.body).toContain("Printed 2.");
    expect(report.invalid.status).toBe(400);
    expect(report.invalid.body).toContain("copies");
  });

  test("it changes nothing of the server but its own routes", () => {
    expect(report.decorators).toEqual([]);
    expect(report.json).toBe(404);
    expect(report.ownNotFound.body).toBe("own page for what is not there");
  });

  test("below a prefix, for which its pages are not compiled, it is refused with a sentence", () => {
    expect(report.prefixed).toMatch(/^overseer\.prefix .*below \/admin/);
  });
});

test("the server file contains everything that it needs", () => {
  const server = textOf("server.js");
  const imported = [...server.matchAll(/(?:^|[;}])(?:import|export)\b[^;"`]*"([^"]+)"/g)].map(
    ([, name]) => name,
  );
  // The bundler loads what it leaves out by a function of its own, whose name is short.
  const require = /([\w$]+)=[\w$]+\(import\.meta\.url\)/.exec(server)?.[1] ?? "";
  const required = [...server.matchAll(/(?<![\w$.])([\w$]+)\(["`]([\w:@./-]+)["`]\)/g)]
    .filter(([, name]) => name === require || name === "import")
    .map(([, , name]) => name);
  expect(required).toContain("async_hooks");
  expect(imported).toContain("node:module");
  const libraries = [...imported, ...required].filter((name) => !isBuiltin(name ?? ""));
  expect(libraries).toEqual([]);
});

test("no file that a server loads imports a stylesheet, and the pages bring their own", () => {
  const files = [...packed].filter(([path]) => /^dist\/(?!overseer\/build\/client\/).*\.js$/.test(path));
  expect(files.length).toBeGreaterThan(50);
  const importing = files.filter(([, content]) =>
    /\b(?:import|from|import\(|require\()\s*["'`][^"'`]+\.css["'`]/.test(String(content)),
  );
  expect(importing.map(([path]) => path)).toEqual([]);
  const styles = [...packed.keys()].filter((path) => path.endsWith(".css"));
  expect(styles.length).toBeGreaterThan(0);
  expect(
    styles.filter((path) => !path.startsWith(`${BUILD_FOLDER}/client/`) && !path.startsWith("src/")),
  ).toEqual([]);
});

test("the libraries in it are listed with the versions that are installed, and their licences", () => {
  const libraries: { name: string; version: string; license: string }[] = JSON.parse(
    textOf("libraries.json"),
  );
  const names = libraries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["react", "react-dom", "react-router", "scheduler"]));
  for (const { name, version, license } of libraries) {
    expect(license).toBe("MIT");
    expect(textOf("LICENSES.txt")).toContain(`${name} ${version}\n`);
    const installed = JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8"));
    expect(version).toBe(installed.version);
  }
});

test("the scripts of a page weigh at most 150 kB, compressed", () => {
  const sizes = [...packed].flatMap(([path, content]) =>
    path.startsWith(`${BUILD_FOLDER}/client/`) && path.endsWith(".js") ? [gzipSync(content).length] : [],
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
});
