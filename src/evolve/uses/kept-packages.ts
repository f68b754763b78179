import { isRecord } from "../../record.ts";
import { compareNames } from "../../render/compare-names.ts";
import type { File, Files } from "../../render/file.ts";
import { toJson } from "../../render/manifest.ts";

const manifestPath = "package.json";
const fields = ["dependencies", "devDependencies", "allowScripts"] as const;

type Manifest = Readonly<Record<string, unknown>>;

function manifestIn(files: Files): { manifest: Manifest; file: File } | null {
  const file = files.get(manifestPath);
  const read: unknown = typeof file?.content === "string" ? JSON.parse(file.content) : null;
  return file !== undefined && isRecord(read) ? { manifest: read, file } : null;
}

/** What is written now, with those packages still asked for as they were: the owner's own code imports them. */
export function keepingPackages(base: Files, rendered: Files, names: ReadonlySet<string>): Files {
  const [before, now] = [manifestIn(base), manifestIn(rendered)];
  if (before === null || now === null || names.size === 0) return rendered;
  const kept = { ...now.manifest };
  for (const field of fields) {
    const [old, asked] = [before.manifest[field], now.manifest[field]];
    if (!isRecord(old)) continue;
    const more = Object.entries(old).filter(([name]) => names.has(name));
    if (more.length === 0) continue;
    const all = [...Object.entries(isRecord(asked) ? asked : {}), ...more];
    kept[field] = Object.fromEntries(all.sort(([one], [other]) => compareNames(one, other)));
  }
  return new Map([...rendered, [manifestPath, { ...now.file, content: toJson(kept) }] as const]);
}
