import { expect, test } from "vitest";
import { mergeLines } from "./merge-lines.ts";

interface Case {
  readonly path?: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly merged: string;
}

const merge = ({ path = "app/list.ts", base, ours, theirs }: Case) =>
  mergeLines(path, { base, ours, theirs });
const conflict = (ours: string, base: string, theirs: string) =>
  `<<<<<<< yours\n${ours}||||||| old template\n${base}=======\n${theirs}>>>>>>> new template\n`;

const imports = (...modules: string[]) =>
  modules.map((name) => `import { ${name} } from "./${name}.ts";\n`).join("");

const kept: Record<string, Case> = {
  "changes in different places": {
    base: "a;\nb;\nc;\n",
    ours: "mine;\nb;\nc;\n",
    theirs: "a;\nb;\nnew;\n",
    merged: "mine;\nb;\nnew;\n",
  },
  "the same change on both sides": { base: "a;\n", ours: "b;\n", theirs: "b;\n", merged: "b;\n" },
  "imports added at one place, in the order of Biome": {
    base: imports("a", "z"),
    ours: imports("a", "mine", "z"),
    theirs: imports("a", "jobs", "z"),
    merged: imports("a", "jobs", "mine", "z"),
  },
  "packages and aliases among relative imports": {
    base: 'import { z } from "./z.ts";\n',
    ours: 'import { own } from "own";\nimport { z } from "./z.ts";\n',
    theirs:
      'import { readFileSync } from "node:fs";\nimport { app } from "#app/a.ts";\nimport { z } from "./z.ts";\n',
    merged:
      'import { readFileSync } from "node:fs";\nimport { own } from "own";\nimport { app } from "#app/a.ts";\nimport { z } from "./z.ts";\n',
  },
  "names added to one import": {
    base: 'import { b } from "b";\n',
    ours: 'import { a, b } from "b";\n',
    theirs: 'import { b, type C } from "b";\n',
    merged: 'import { a, b, type C } from "b";\n',
  },
  "a name added to an import that the template gives up": {
    base: 'import { a } from "b";\nimport { c } from "c";\n',
    ours: 'import { a, mine } from "b";\nimport { c } from "c";\n',
    theirs: 'import { c } from "c";\n',
    merged: 'import { mine } from "b";\nimport { c } from "c";\n',
  },
  "an import over several lines": {
    base: 'import {\n  a,\n  b,\n} from "b";\n',
    ours: 'import {\n  a,\n  b,\n  mine,\n} from "b";\n',
    theirs: 'import {\n  a,\n} from "b";\n',
    merged: 'import {\n  a,\n  mine,\n} from "b";\n',
  },
  "statements added at one place: theirs, then the owner's": {
    base: "await app.register(a);\n",
    ours: "await app.register(a);\nawait app.register(mine);\n",
    theirs: "await app.register(a);\nawait app.register(jobs);\n",
    merged: "await app.register(a);\nawait app.register(jobs);\nawait app.register(mine);\n",
  },
  "a statement added beside one that the template takes out": {
    base: "begin();\nawait app.register(jobs);\nend();\n",
    ours: "begin();\nawait app.register(jobs);\nawait app.register(mine);\nend();\n",
    theirs: "begin();\nend();\n",
    merged: "begin();\nawait app.register(mine);\nend();\n",
  },
  "entries of an object, each over several lines": {
    base: "const all = {\n  a: 1,\n};\n",
    ours: "const all = {\n  a: 1,\n  mine: {\n    b: 2,\n  },\n};\n",
    theirs: "const all = {\n  a: 1,\n  jobs: () => {\n    go();\n  },\n};\n",
    merged: "const all = {\n  a: 1,\n  jobs: () => {\n    go();\n  },\n  mine: {\n    b: 2,\n  },\n};\n",
  },
  "names that both add to a list on one line": {
    base: "const all = [a, b];\n",
    ours: "const all = [a, b, mine];\n",
    theirs: "const all = [a, jobs, b];\n",
    merged: "const all = [a, jobs, b, mine];\n",
  },
  "a name that one adds to the list, and one that the other takes out of it": {
    base: "export const all: readonly Task[] = [a, b];\n",
    ours: "export const all: readonly Task[] = [a, b, mine];\n",
    theirs: "export const all: readonly Task[] = [a];\n",
    merged: "export const all: readonly Task[] = [a, mine];\n",
  },
  "a statement under a comment over several lines": {
    base: "/**\n * Lists (all\n */\nexport {};\nz;\n",
    ours: "/**\n * Lists (all\n */\nexport {};\nmine;\nz;\n",
    theirs: "/**\n * Lists (all\n */\nnew;\nz;\n",
    merged: "/**\n * Lists (all\n */\nnew;\nmine;\nz;\n",
  },
  "a block that its owner moved": {
    base: "a();\nb();\nc();\nd();\ne();\n",
    ours: "c();\nd();\ne();\na();\nb();\n",
    theirs: "a();\nb();\nc();\nd();\nnew();\n",
    merged: "c();\nd();\nnew();\na();\nb();\n",
  },
  "a file that its owner indents with tabs": {
    base: "{\n  a;\n  b;\n  c;\n}\n",
    ours: "{\n\ta;\n\tb;\n\tc;\n}\n",
    theirs: "{\n  a;\n  b;\n  new;\n  c;\n}\n",
    merged: "{\n\ta;\n\tb;\n  new;\n\tc;\n}\n",
  },
  "a file that its owner writes with other quotes and without semicolons": {
    base: 'a("x");\nb("y");\nc("z");\n',
    ours: "a('x')\nb('y')\nc('z')\n",
    theirs: 'a("x");\nc("z");\n',
    merged: "a('x')\nc('z')\n",
  },
  "line ends of Windows": {
    base: "a;\nb;\nc;\n",
    ours: "a;\r\nmine;\r\nb;\r\nc;\r\n",
    theirs: "a;\nb;\nnew;\n",
    merged: "a;\r\nmine;\r\nb;\r\nnew;\r\n",
  },
  "a byte order mark": {
    base: "a;\nb;\n",
    ours: "\uFEFFa;\nb;\n",
    theirs: "a;\nc;\n",
    merged: "\uFEFFa;\nc;\n",
  },
  "no line break at the end": {
    base: "a;\nb;\nc;\n",
    ours: "mine;\nb;\nc;",
    theirs: "a;\nb;\nd;\n",
    merged: "mine;\nb;\nd;",
  },
  "lines added at the end of a list of patterns": {
    path: ".gitignore",
    base: "node_modules/\n",
    ours: "node_modules/\n*.pem\n",
    theirs: "node_modules/\ndata/\n",
    merged: "node_modules/\ndata/\n*.pem\n",
  },
  "rows of a table": {
    path: "README.md",
    base: "| a | b |\n",
    ours: "| a | b |\n| mine | 1 |\n",
    theirs: "| a | b |\n| jobs | 2 |\n",
    merged: "| a | b |\n| jobs | 2 |\n| mine | 1 |\n",
  },
  "sections at the end of a page": {
    path: "docs/page.md",
    base: "# Page\n",
    ours: "# Page\n\n## Mine\n\nText.\n",
    theirs: "# Page\n\n## Jobs\n\nWork.\n",
    merged: "# Page\n\n## Jobs\n\nWork.\n\n## Mine\n\nText.\n",
  },
};

test.each(Object.entries(kept))("both are kept: %s", (_name, each) => {
  expect(merge(each)).toEqual({ text: each.merged, conflicts: [] });
});

const both: Record<string, Case & { readonly at: number }> = {
  "a line that both changed": {
    base: "a;\nb;\n",
    ours: "a;\nmine;\n",
    theirs: "a;\nnew;\n",
    merged: `a;\n${conflict("mine;\n", "b;\n", "new;\n")}`,
    at: 2,
  },
  "a line that one took out and the other changed": {
    base: "a;\nb;\nc;\n",
    ours: "a;\nc;\n",
    theirs: "a;\nnew;\nc;\n",
    merged: `a;\n${conflict("", "b;\n", "new;\n")}c;\n`,
    at: 2,
  },
  "the same name added twice": {
    base: "a;\n",
    ours: "a;\nconst limit = 5;\n",
    theirs: "a;\nconst limit = 9;\n",
    merged: `a;\n${conflict("const limit = 5;\n", "", "const limit = 9;\n")}`,
    at: 2,
  },
  "the same key added twice": {
    base: "x = {\n};\n",
    ours: "x = {\n  port: 1,\n};\n",
    theirs: "x = {\n  port: 2,\n};\n",
    merged: `x = {\n${conflict("  port: 1,\n", "", "  port: 2,\n")}};\n`,
    at: 2,
  },
  "jumps, of which the second would never run": {
    base: "a;\n",
    ours: "a;\nreturn 1;\n",
    theirs: "a;\nreturn 2;\n",
    merged: `a;\n${conflict("return 1;\n", "", "return 2;\n")}`,
    at: 2,
  },
  "a list that one side put into another order": {
    base: "x = [a, b];\n",
    ours: "x = [b, a];\n",
    theirs: "x = [a, b, c];\n",
    merged: conflict("x = [b, a];\n", "x = [a, b];\n", "x = [a, b, c];\n"),
    at: 1,
  },
  "arguments of a call, of which each place has its meaning": {
    base: "new Service(\n  a,\n);\n",
    ours: "new Service(\n  a,\n  mine,\n);\n",
    theirs: "new Service(\n  a,\n  jobs,\n);\n",
    merged: `new Service(\n  a,\n${conflict("  mine,\n", "", "  jobs,\n")});\n`,
    at: 3,
  },
  "lines of a text over several lines": {
    base: "x = `\n  a;\n`;\n",
    ours: "x = `\n  a;\n  mine;\n`;\n",
    theirs: "x = `\n  a;\n  jobs;\n`;\n",
    merged: `x = \`\n  a;\n${conflict("  mine;\n", "", "  jobs;\n")}\`;\n`,
    at: 3,
  },
  "links of a chain": {
    base: "program\n  .a()\n  .z();\n",
    ours: "program\n  .a()\n  .mine()\n  .z();\n",
    theirs: "program\n  .a()\n  .jobs()\n  .z();\n",
    merged: `program\n  .a()\n${conflict("  .mine()\n", "", "  .jobs()\n")}  .z();\n`,
    at: 3,
  },
  "halves of a block": {
    base: "a;\n}\n",
    ours: "a;\nif (mine) {\n}\n",
    theirs: "a;\nif (jobs) {\n}\n",
    merged: `a;\n${conflict("if (mine) {\n", "", "if (jobs) {\n")}}\n`,
    at: 2,
  },
  "instructions of a Dockerfile, whose order means something": {
    path: "Dockerfile",
    base: "FROM node\n",
    ours: "FROM node\nRUN mine\n",
    theirs: "FROM node\nRUN jobs\n",
    merged: `FROM node\n${conflict("RUN mine\n", "", "RUN jobs\n")}`,
    at: 2,
  },
  "what both wrote alike around it stays outside": {
    base: "a;\n",
    ours: "x;\nmine;\ny;\n",
    theirs: "x;\nnew;\ny;\n",
    merged: `x;\n${conflict("mine;\n", "a;\n", "new;\n")}y;\n`,
    at: 2,
  },
  "a conflict among line ends of Windows": {
    base: "a;\nb;\n",
    ours: "a;\r\nmine;\r\n",
    theirs: "a;\nnew;\n",
    merged: `a;\n${conflict("mine;\n", "b;\n", "new;\n")}`.replaceAll("\n", "\r\n"),
    at: 2,
  },
};

test.each(Object.entries(both))("somebody has to choose: %s", (_name, each) => {
  expect(merge(each)).toEqual({ text: each.merged, conflicts: [each.at] });
});
