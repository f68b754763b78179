import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { problemAffectsResolutionKind } from "@arethetypeswrong/core/problems";
import type { ResolutionKind } from "@arethetypeswrong/core/types";
import { z } from "zod";
import { TEMPLATE_TARBALL } from "./runtime/pack.ts";

// Whether each subpath of the packed runtime resolves to types that describe what it loads, as ES modules import it: in
// Node.js and with a bundler. The package has no CommonJS, so what `require` and TypeScript's oldest resolution find is no fault.
const CHECKED_RESOLUTIONS: readonly ResolutionKind[] = ["node16-esm", "bundler"];

const tarball = readFileSync(fileURLToPath(new URL(`../${TEMPLATE_TARBALL}`, import.meta.url)));
const { exports } = z
  .object({ exports: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL("../runtime/package.json", import.meta.url), "utf8")));
// A subpath without declarations is a program that is run, and imported by none.
const excludeEntrypoints = Object.keys(exports).filter((subpath) => typeof exports[subpath] === "string");
const analysis = await checkPackage(createPackageFromTarballData(tarball), { excludeEntrypoints });
if (analysis.types === false) throw new Error("The packed runtime contains no types.");
const found = analysis;
const faults = found.problems.filter((problem) =>
  CHECKED_RESOLUTIONS.some((resolution) => problemAffectsResolutionKind(problem, resolution, found)),
);
for (const fault of faults) process.stderr.write(`${JSON.stringify(fault)}\n`);
process.stdout.write(
  `types: ${faults.length} problems in ${Object.keys(found.entrypoints).length} subpaths\n`,
);
if (faults.length > 0) process.exitCode = 1;
