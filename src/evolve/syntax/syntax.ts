/** Where a text stops being one of its language. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

/** The lines, from 1, on which something begins and ends that stands on several. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is known of a language. */
export interface Grammar {
  /** The first fault of a text; null when it parses. */
  readonly faultOf: (text: string) => Fault | null;
  /** Everything that stands on several lines, for languages in which lines contain each other. Throws where the text does not parse. */
  readonly spansOf?: (text: string) => readonly Span[];
}

/** The grammars that were loaded: null for a path whose language is not known, or was not asked for. */
export type Syntax = (path: string) => Grammar | null;

export const noSyntax: Syntax = () => null;

const languages = [
  [/\.[cm]?ts$/, "ts"],
  [/\.tsx$/, "tsx"],
  [/\.[cm]?jsx?$/, "js"],
  [/\.css$/, "css"],
  [/\.jsonc?$/, "json"],
  [/\.ya?ml$/, "yaml"],
  [/(?:^|\/)(?:Dockerfile(?:\.[\w.-]+)?|[\w.-]+\.Dockerfile)$/i, "dockerfile"],
  [/(?:^|\/)\.env(?:\.[\w.-]+)?$/, "settings"],
] as const;

type LanguageName = (typeof languages)[number][1];

function languageOf(path: string): LanguageName | null {
  return languages.find(([form]) => form.test(path))?.[1] ?? null;
}

// Each in a file of its own, read when a text of its language has to be: the largest takes as long as the command itself.
const loaders: Readonly<Record<LanguageName, () => Promise<Grammar>>> = {
  ts: async () => (await import("./code.ts")).typescript,
  tsx: async () => (await import("./code.ts")).tsx,
  js: async () => (await import("./code.ts")).javascript,
  css: async () => (await import("./styles.ts")).css,
  json: async () => (await import("./json.ts")).json,
  yaml: async () => (await import("./yaml.ts")).yaml,
  dockerfile: async () => (await import("./dockerfile.ts")).dockerfile,
  settings: async () => (await import("./settings.ts")).settings,
};

/** Loads what it takes to read these paths. */
export async function loadSyntax(paths: Iterable<string>): Promise<Syntax> {
  const names = new Set([...paths].map(languageOf));
  const loaded = new Map<LanguageName, Grammar>();
  for (const name of names) if (name !== null) loaded.set(name, await loaders[name]());
  return (path) => {
    const name = languageOf(path);
    return name === null ? null : (loaded.get(name) ?? null);
  };
}
