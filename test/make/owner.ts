import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type MakeKind, makeKinds } from "../../src/make/words.ts";
import { aegis } from "../command.ts";
import type { Rendered } from "../matrix/stacks.ts";
import { runIn } from "../matrix/workspace.ts";
import { write } from "../write.ts";

const has = ({ stack }: Rendered, component: string) => stack.parts.some(({ name }) => name === component);

/** Every kind that `aegis make` can make in this stack. */
export function kindsOf(rendered: Rendered): MakeKind[] {
  const missing = [has(rendered, "worker") ? "" : "task", has(rendered, "scheduler") ? "" : "job"];
  return makeKinds.filter((kind) => !missing.includes(kind));
}

/** Each kind made once by the spawned command, as an owner would. */
export async function makeEach(folder: string, rendered: Rendered, name: string): Promise<void> {
  for (const kind of kindsOf(rendered)) {
    const { code, stdout, stderr } = await aegis(["make", kind, name], { cwd: folder });
    if (code !== 0) throw new Error(`make ${kind} ${name} ended with ${code}:\n${stdout}${stderr}`);
  }
}

/** Writes a text behind the first match; fails where there is none, so that this stays true to the template. */
export function insert(folder: string, path: string, behind: RegExp, added: string): void {
  const text = readFileSync(join(folder, path), "utf8");
  const match = behind.exec(text);
  if (match === null) throw new Error(`${path} holds nothing that matches ${behind}`);
  const end = match.index + match[0].length;
  write(folder, path, text.slice(0, end) + added + text.slice(end));
}

const SETTINGS = `  /** The currency of a ledger that is new. */
  LEDGER_CURRENCY: choice("EUR", "CHF").default("EUR"),
  /** Where ledgers are archived. */
  S3_BUCKET: secret(12).optional(),
`;

const EXAMPLES = `
# The currency of a ledger that is new.
# LEDGER_CURRENCY=EUR

# Secret. Where ledgers are archived. Not set: nowhere.
# S3_BUCKET=
`;

const HEALTH = `import type { HealthGroup } from "@aegis-stack/runtime/health";

export const ledgerHealth: HealthGroup = {
  name: "ledger",
  checks: [{ name: "balance", critical: true, check: () => ({ status: "warning", message: "It is off." }) }],
};
`;

const TABLES = `import { id, table, text, timestamp } from "#app/core/columns.ts";

export const ledgerEntries = table("ledger_entries", {
  id: id(),
  label: text().notNull(),
  createdAt: timestamp().notNull(),
});
`;

/** What docs/layout.md says that an owner adds by hand: settings, a health check, a queue, tables, a command, a colour. */
export function addByHand(folder: string, rendered: Rendered): void {
  insert(folder, "app/core/settings.ts", /\.\.\.httpSettings,\n/, SETTINGS);
  insert(folder, "app/core/settings.ts", /import \{ baseSettings,/, " choice,");
  insert(folder, "app/core/settings.ts", /choice, defineSettings(, processSettings)?/, ", secret");
  insert(folder, ".env.example", /# MONITORING_TOKEN=\n/, EXAMPLES);
  write(folder, "app/services/ledger/health.ts", HEALTH);
  const application = "app/application.ts";
  insert(
    folder,
    application,
    /import \{ settings \}.*\n(?:import .*services\/(?:auth|jobs)\/.*\n)*/,
    'import { ledgerHealth } from "#app/services/ledger/health.ts";\n',
  );
  insert(folder, application, /\/\/ The application's own.*\n/, "    ledgerHealth,\n");
  const summary =
    "Look at what is [long]: a summary (of the owner's own words) that goes on behind the first line";
  write(
    folder,
    "app/cli/ledger.ts",
    "export const configure = () => {};\nexport const mutates = { ledger: false };\n",
  );
  insert(folder, "app/cli/commands.ts", /$/, `offer("ledger", "${summary}", () => import("./ledger.ts"));\n`);
  insert(
    folder,
    "app/components/frontend/app.css",
    /--ink: [^;]+;\n/,
    "    --brand: light-dark(#ffee00, #332200);\n",
  );
  if (has(rendered, "worker")) {
    const queue = '    ledger: { description: "Entries of the ledger", concurrency: 3 },\n';
    insert(folder, "app/core/queue.ts", / queues: \{\n/, queue);
  }
  if (!has(rendered, "database")) return;
  write(folder, "app/services/ledger/tables.ts", TABLES);
  insert(folder, "app/services/tables.ts", /$/, 'export * from "./ledger/tables.ts";\n');
  insert(folder, "app/services/seed.ts", /$/, 'seeds.push({ name: "ledger", plant: async () => {} });\n');
  const { status, output } = runIn(folder, "npm", ["run", "db:generate"]);
  if (status !== 0) throw new Error(output);
}
