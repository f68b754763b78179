import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { pack } from "../src/render/archive.ts";
import { oneFileForCommands } from "./one-file-for-commands.ts";
import { packIntoTemplate } from "./runtime/pack.ts";
import { sampleFiles, templateFiles } from "./template-files.ts";

// `node scripts/build.ts --runtime=registry`: applications install the runtime's published version, without a tarball.
const { values } = parseArgs({ options: { runtime: { type: "string", default: "packed" } } });
const { runtime: delivery } = values;
if (delivery !== "packed" && delivery !== "registry") {
  throw new Error(`--runtime=${delivery} is unknown. Use packed or registry.`);
}

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

rmSync(inRepository("dist"), { recursive: true, force: true });
mkdirSync(inRepository("dist"));

await build({
  entryPoints: [inRepository("src/cli/main.ts")],
  outdir: inRepository("dist"),
  bundle: true,
  splitting: true,
  plugins: [oneFileForCommands(inRepository("src/cli"))],
  format: "esm",
  // For a name that ends so Node does not look for a package.json, file by file.
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node20.12",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  // Bundled CommonJS packages still call require() for Node's own modules.
  banner: {
    js: 'import { createRequire as aegisRequire } from "node:module"; const require = aegisRequire(import.meta.url);',
  },
});

await packIntoTemplate(inRepository(""));
const best = 11;
const template = templateFiles(inRepository("template"), delivery);
writeFileSync(inRepository("dist/template.br"), pack(template, { quality: best }));
writeFileSync(
  inRepository("dist/samples.br"),
  pack(sampleFiles(inRepository("template")), { quality: best }),
);
copyFileSync(inRepository("CHANGELOG.md"), inRepository("dist/changelog.md"));
