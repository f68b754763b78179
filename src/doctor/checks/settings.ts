import { workTreeOf } from "../../project/git/git.ts";
import { isRecord } from "../../record.ts";
import { type Application, isInstalled, textOf } from "../application.ts";
import { parseEnvironmentFile } from "../environment-file.ts";
import { type Finding, findings, someOf } from "../finding.ts";
import { askApplication } from "../probe/own-command.ts";

const { ok, info, warning, problem } = findings("settings");
const limit = 30_000;

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** Settings of .env that .env.example does not name: removed since, renamed, or misspelt. */
function unknownNames(folder: string): string[] {
  const example = textOf(folder, ".env.example");
  if (example === null) return [];
  const known = new Set(
    [...example.matchAll(/^(?:#\s?)?(?:export\s+)?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
  );
  return Object.keys(parseEnvironmentFile(textOf(folder, ".env") ?? "")).filter((name) => !known.has(name));
}

function onUnknown(folder: string): Finding[] {
  const names = unknownNames(folder);
  if (names.length === 0) return [];
  const what = `.env sets ${someOf(names)}, which .env.example does not name.`;
  return [warning(what, "Correct the name, or add it to .env.example if it is yours.")];
}

/** Whether the settings are valid, as the application itself judges them. */
export async function checkSettings({ folder, runsApplication }: Application): Promise<Finding[]> {
  if (!runsApplication) {
    return [info("The settings are not checked, since --no-run runs nothing here."), ...onUnknown(folder)];
  }
  if (!isInstalled(folder)) {
    return [info("The settings are checked when the dependencies are installed."), ...onUnknown(folder)];
  }
  const response = await askApplication(["settings", "check"], { folder, limit });
  if (!isRecord(response) || typeof response.valid !== "boolean") {
    const hint = 'Run "node app/cli/bin.js settings check" to see why.';
    return [problem("The application could not check its settings.", hint), ...onUnknown(folder)];
  }
  const faults = textsIn(response.faults).map((fault) =>
    problem(fault, "Correct it in the environment or in .env."),
  );
  const hints = textsIn(response.hints).map((hint) =>
    warning(hint, "Correct the name in the environment or in .env."),
  );
  const all = [...faults, ...hints, ...(hints.length === 0 ? onUnknown(folder) : [])];
  return faults.length > 0 ? all : [ok("The settings are valid."), ...all];
}

/** Whether git would take the secrets along. */
export function checkSecrets({ folder }: Application): Finding[] {
  if (textOf(folder, ".env") === null) return [];
  const tree = workTreeOf(folder);
  const paths = tree.kind === "known" ? tree.uncommitted : [];
  const ignored = (textOf(folder, ".gitignore") ?? "")
    .split(/\r?\n/)
    .some((line) => /^\/?\.env$/.test(line.trim()));
  if (ignored && !paths.includes(".env")) return [];
  const what = "git does not ignore .env, where the secrets are.";
  return [
    findings("secrets").warning(
      what,
      'Add ".env" to .gitignore, and take it out of git: git rm --cached .env',
    ),
  ];
}
