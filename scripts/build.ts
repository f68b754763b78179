import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pack } from "../src/render/archive.ts";
import { templateFiles } from "./template-files.ts";

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

rmSync(inRepository("dist"), { recursive: true, force: true });
mkdirSync(inRepository("dist"));

await build({
  entryPoints: [inRepository("src/cli/main.ts")],
  outdir: inRepository("dist"),
  bundle: true,
  splitting: true,
  format: "esm",
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

const best = 11;
writeFileSync(inRepository("dist/template.br"), pack(templateFiles(inRepository("template")), best));
copyFileSync(inRepository("CHANGELOG.md"), inRepository("dist/changelog.md"));
