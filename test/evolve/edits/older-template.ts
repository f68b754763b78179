import type { File, Files } from "../../../src/render/file.ts";
import { template } from "../application.ts";

/** How the template once was, in the places that owners edit most: so that an update has something to bring. */
const once: Readonly<Record<string, (text: string) => string>> = {
  "README.md": (text) => text.replace("A full-stack TypeScript application:", "A TypeScript application:"),
  "AGENTS.md": (text) => text.replace(/\n- Tests stand beside[\s\S]*?sleep\.\n/, "\n"),
  "app/cli/commands.ts": (text) => text.replace(" Components and the runtime bring the others.", ""),
  "app/components/backend/api/index.ts": (text) => text.replace("one line for each service", "a line each"),
  "app/components/frontend/routes.ts": (text) =>
    text.replace("import { type RouteConfig, route }", "import { route, type RouteConfig }"),
  "app/application.ts": (text) => text.replace("the one list of what it is made of.", "what it is made of."),
  "package.json": (text) =>
    text.replace(/"zod": "[^"]+"/, '"zod": "4.6.1"').replace(/\n {4}"format": .*\n/, "\n"),
  "compose.yaml": (text) => text.replace("memory: 768M", "memory: 512M"),
  ".env.example": (text) =>
    text.replace(/\n# The maximum size of a request body[^\n]*\n# BODY_LIMIT=\d+\n/, "\n"),
  "tsconfig.json": (text) => text.replace('    "noImplicitOverride": true,\n', ""),
  "docs/layout.md": (text) => text.replace("differs from one environment to the next", "differs"),
  "app/components/scheduler/jobs.ts": (text) => `${text}// Once there was more here.\n`,
};

const gone: Readonly<Record<string, File>> = {
  "docs/history.md": { content: "# History\n\nOf no use any more.\n", executable: false },
};

const notYet = new Set(["docs/patterns.md"]);

function older(path: string, file: File): File {
  const make = once[path];
  if (make === undefined || typeof file.content !== "string") return file;
  const content = make(file.content);
  if (content === file.content) throw new Error(`${path} was no other once: the older template needs care`);
  return { ...file, content };
}

export const olderTemplate: Files = new Map([
  ...[...template]
    .filter(([path]) => !notYet.has(path))
    .map(([path, file]) => [path, older(path, file)] as const),
  ...Object.entries(gone),
]);
