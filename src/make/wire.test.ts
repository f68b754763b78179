import { expect, test } from "vitest";
import { type Wiring, wire } from "./wire.ts";

const route: Wiring = {
  path: "index.ts",
  import: { names: ["newRoutes"], from: "./new/index.ts" },
  line: "await app.register(newRoutes);",
  entries: /^\s*(?:await\s+)?app\.register\(/,
  opening: /\bapiRoutes\b.*=>\s*\{$/,
};
const page: Wiring = { path: "routes.ts", line: 'route("new", "new.tsx"),', closing: /^\];?$/ };
const item: Wiring = { path: "tasks.ts", line: "newOne,", array: "handlers" };

interface Case {
  readonly wiring: Wiring;
  readonly text: string;
  readonly wired: string | null;
}

const cases: Record<string, Case> = {
  "behind the last entry, its import in order": {
    wiring: route,
    text: 'import { a } from "./a.ts";\nimport { z } from "./z.ts";\n\nexport const apiRoutes = (app) => {\n  await app.register(a);\n};\n',
    wired:
      'import { a } from "./a.ts";\nimport { newRoutes } from "./new/index.ts";\nimport { z } from "./z.ts";\n\nexport const apiRoutes = (app) => {\n  await app.register(a);\n  await app.register(newRoutes);\n};\n',
  },
  "behind an entry over several lines": {
    wiring: route,
    text: 'import { a } from "./a.ts";\napp.register(\n  a, // "(" of the owner\n  { prefix: "/a" },\n);\nmore();\n',
    wired:
      'import { a } from "./a.ts";\nimport { newRoutes } from "./new/index.ts";\napp.register(\n  a, // "(" of the owner\n  { prefix: "/a" },\n);\nawait app.register(newRoutes);\nmore();\n',
  },
  "into a list of which nothing is left": {
    wiring: route,
    text: 'import { b } from "b";\nexport const apiRoutes = async (app) => {\n};\n',
    wired:
      'import { b } from "b";\nimport { newRoutes } from "./new/index.ts";\nexport const apiRoutes = async (app) => {\n  await app.register(newRoutes);\n};\n',
  },
  "with imports in an order of the owner's": {
    wiring: route,
    text: 'import { z } from "./z.ts";\nimport { a } from "./a.ts";\n\napp.register(a);\n',
    wired:
      'import { z } from "./z.ts";\nimport { a } from "./a.ts";\nimport { newRoutes } from "./new/index.ts";\n\napp.register(a);\nawait app.register(newRoutes);\n',
  },
  "with tabs and the line ends of Windows": {
    wiring: route,
    text: 'import { a } from "./a.ts";\r\nfunction f() {\r\n\tapp.register(a);\r\n}\r\n',
    wired:
      'import { a } from "./a.ts";\r\nimport { newRoutes } from "./new/index.ts";\r\nfunction f() {\r\n\tapp.register(a);\r\n\tawait app.register(newRoutes);\r\n}\r\n',
  },
  "before what closes a list": {
    wiring: page,
    text: 'export default [\n  index("start.tsx"),\n];\n',
    wired: 'export default [\n  index("start.tsx"),\n  route("new", "new.tsx"),\n];\n',
  },
  "behind an entry without a comma": {
    wiring: page,
    text: 'export default [\n  index("start.tsx")\n];\n',
    wired: 'export default [\n  index("start.tsx"),\n  route("new", "new.tsx"),\n];\n',
  },
  "into an array on one line": {
    wiring: item,
    text: "export const handlers: readonly Handler[] = [one, two];\n",
    wired: "export const handlers: readonly Handler[] = [one, two, newOne];\n",
  },
  "into an array that nothing is in": {
    wiring: item,
    text: "const handlers: Handler[] = [];\n",
    wired: "const handlers: Handler[] = [newOne];\n",
  },
  "into an array that gets too long for its line": {
    wiring: item,
    text: `export const handlers: readonly Handler[] = [${"x".repeat(60)}];\n`,
    wired: `export const handlers: readonly Handler[] = [\n  ${"x".repeat(60)},\n  newOne,\n];\n`,
  },
  "into an array on several lines": {
    wiring: item,
    text: "export const handlers = [\n  one,\n  two\n];\n",
    wired: "export const handlers = [\n  one,\n  two,\n  newOne,\n];\n",
  },
  "nowhere, when the owner moved the list away": {
    wiring: route,
    text: 'export { apiRoutes } from "./elsewhere.ts";\n',
    wired: null,
  },
};

test.each(Object.entries(cases))("the line goes %s", (_name, { wiring, text, wired }) => {
  expect(wire(text, wiring)).toBe(wired);
});
