import { isRecord } from "../../record.ts";
import type { File, Files } from "../../render/file.ts";
import { readSettings } from "../merge/key/settings.ts";
import { readYaml } from "../merge/key/yaml.ts";

/** What was written for an application and is written no longer. */
export interface Going {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
  /** Services of compose.yaml. */
  readonly containers: ReadonlySet<string>;
}

const textOf = (file: File | undefined): string => (typeof file?.content === "string" ? file.content : "");

function namesIn(files: Files, field: string): string[] {
  const text = textOf(files.get("package.json"));
  const manifest: unknown = text === "" ? null : JSON.parse(text);
  const held = isRecord(manifest) ? manifest[field] : null;
  return isRecord(held) ? Object.keys(held) : [];
}

const settingsIn = (files: Files): string[] =>
  readSettings(textOf(files.get(".env.example"))).entries.map(({ key }) => key);

function containersIn(files: Files): string[] {
  const tree = readYaml(textOf(files.get("compose.yaml")));
  const services =
    tree?.kind === "map" ? tree.entries.find(({ key }) => key === "services")?.value : undefined;
  return services?.kind === "map" ? services.entries.map(({ key }) => key) : [];
}

const packagesIn = (files: Files): string[] => [
  ...namesIn(files, "dependencies"),
  ...namesIn(files, "devDependencies"),
];

export function goingBetween(base: Files, rendered: Files): Going {
  const gone = (namesOf: (files: Files) => string[]): Set<string> => {
    const stay = new Set(namesOf(rendered));
    return new Set(namesOf(base).filter((name) => !stay.has(name)));
  };
  return {
    files: gone((files) => [...files.keys()]),
    packages: gone(packagesIn),
    scripts: gone((files) => namesIn(files, "scripts")),
    settings: gone(settingsIn),
    containers: gone(containersIn),
  };
}

export const isNothingGoing = (going: Going): boolean =>
  Object.values(going).every((names: ReadonlySet<string>) => names.size === 0);
