import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type MakeKind, makeKinds } from "../../src/make/words.ts";
import { aegis } from "../command.ts";
import type { Rendered } from "../matrix/stacks.ts";
import { runIn } from "../matrix/workspace.ts";

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

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Writes a text behind the first match; fails where there is none, so that this stays true to the template. */
function insert(folder: string, path: string, behind: RegExp, added: string): void {
  const text = readFileSync(join(folder, path), "utf8");
  const match = behind.exec(text);
  if (match === null) throw new Error(`${path} holds nothing that matches ${behind}`);
  const end = match.index + match[0].length;
  write(folder, path, text.slice(0, end) + added + text.slice(end));
}

const SETTINGS = `  /** The currency of a ledger that is new. */
  LEDGER_CURRENCY: choice(["EUR", "CHF"]).default("EUR"),
  /** Where ledgers are archived. */
  S3_BUCKET: secret(12).optional(),
`;

const EXAMPLES = `
# The currency of a ledger that is new.
# LEDGER_CURRENCY=EUR

# Secret. Where ledgers are archived. Not set: nowhere.
# S3_BUCKET=
`;

const HEALTH = `import type { HealthGroup } from "#app/services/system/health/check.ts";

export const ledgerHealth: HealthGroup = {
  name: "ledger",
  checks: [{ name: "balance", critical: true, check: () => ({ status: "warning", message: "It is off." }) }],
};
`;

const TABLES = `import { id, table, text, timestamp } from "#app/core/db/columns.ts";

export const ledgerEntries = table("ledger_entries", {
  id: id(),
  label: text().notNull(),
  createdAt: timestamp().notNull(),
});
`;

/** What docs/layout.md says that an owner adds by hand: settings, a health check, a queue, tables, a command, a colour. */
export function addByHand(folder: string, rendered: Rendered): void {
  insert(folder, "app/core/settings/schema.ts", /OVERSEER_PASSWORD: secret\(12\)\.optional\(\),\n/, SETTINGS);
  insert(
    folder,
    "app/core/settings/schema.ts",
    /new Set<SettingName>\(\["OVERSEER_PASSWORD"/,
    ', "S3_BUCKET"',
  );
  insert(folder, ".env.example", /# OVERSEER_PASSWORD=\n/, EXAMPLES);
  write(folder, "app/services/ledger/health.ts", HEALTH);
  const health = "app/services/system/health/index.ts";
  insert(
    folder,
    health,
    /import \{ settings \}.*\n/,
    'import { ledgerHealth } from "#app/services/ledger/health.ts";\n',
  );
  insert(folder, health, /components\.push\(frontend\);\n/, "components.push(ledgerHealth);\n");
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
    const queue =
      '  defineQueue({ name: "ledger", description: "Entries of the ledger", concurrency: 3 }),\n';
    insert(folder, "app/services/tasks/queues.ts", /readonly Queue\[\] = \[\n/, queue);
  }
  if (!has(rendered, "database")) return;
  write(folder, "app/services/ledger/tables.ts", TABLES);
  insert(folder, "app/services/tables.ts", /$/, 'export * from "./ledger/tables.ts";\n');
  insert(folder, "app/services/seed.ts", /$/, 'seeds.push({ name: "ledger", plant: async () => {} });\n');
  const { status, output } = runIn(folder, "npm", ["run", "db:generate"]);
  if (status !== 0) throw new Error(output);
}
