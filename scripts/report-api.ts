import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { digestOf, writeApiReport } from "./runtime/api-report.ts";
import { packRuntime } from "./runtime/pack.ts";

// After a change of what the runtime exports: writes the report, and says by which digest CHANGELOG.md must name the change.
const runtime = fileURLToPath(new URL("../runtime", import.meta.url));
await packRuntime(runtime);
const report = writeApiReport(runtime);
writeFileSync(`${runtime}/API.md`, report);
process.stdout.write(
  `runtime/API.md has the digest ${digestOf(report)}: name it in CHANGELOG.md, as (API ${digestOf(report)}).\n`,
);
