import { expect, test } from "vitest";
import { parse } from "yaml";
import { mergeKeys } from "./merge-keys.ts";

const manifest = `{
  "name": "app",
  "scripts": {
    "dev": "node a.ts",
    "test": "vitest"
  },
  "dependencies": {
    "alpha": "1.0.0",
    "middle": "1.0.0"
  }
}
`;
const compose = `name: app

services:
  # The web.
  web:
    image: app
    command: ["node", "web.ts"]
    ports:
      - "80:80"

volumes:
  data:
`;
const settings = `# Head.

# The port.
# PORT=8000

# The level.
# LOG_LEVEL=info
`;

type Change = (text: string) => string;
const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const chain =
  (...changes: Change[]): Change =>
  (text) =>
    changes.reduce((changed, change) => change(changed), text);
const same: Change = (text) => text;
const four: Change = (text) => text.replace(/^ +/gm, (indentation) => indentation.repeat(2));

interface Case {
  readonly path: string;
  readonly base: string;
  readonly ours: Change;
  readonly theirs: Change;
  readonly merged: Change;
  readonly notes?: readonly { key: string; what: string }[];
}
const json = (text: string) => ({ path: "knip.json", base: text });
const packageJson = { path: "package.json", base: manifest };
const yaml = { path: "compose.yaml", base: compose };
const example = { path: ".env.example", base: settings };
const environment = { path: ".env", base: settings };

const kept: Record<string, Case> = {
  "dependencies added by both stand in order": {
    ...packageJson,
    ours: swap('"middle": "1.0.0"', '"middle": "1.0.0",\n    "zeta": "2.0.0"'),
    theirs: swap('"middle": "1.0.0"', '"middle": "1.0.0",\n    "omega": "3.0.0"'),
    merged: swap('"middle": "1.0.0"', '"middle": "1.0.0",\n    "omega": "3.0.0",\n    "zeta": "2.0.0"'),
  },
  "the owner's indentation": {
    ...packageJson,
    ours: four,
    theirs: swap('"test": "vitest"', '"test": "vitest run",\n    "worker": "node w.ts"'),
    merged: chain(swap('"test": "vitest"', '"test": "vitest run",\n    "worker": "node w.ts"'), four),
  },
  "the owner's range, where only the owner changed it": {
    ...packageJson,
    ours: swap('"alpha": "1.0.0"', '"alpha": "^0.9.0"'),
    theirs: swap('"middle": "1.0.0"', '"middle": "2.0.0"'),
    merged: chain(
      swap('"alpha": "1.0.0"', '"alpha": "^0.9.0"'),
      swap('"middle": "1.0.0"', '"middle": "2.0.0"'),
    ),
  },
  "the higher of two raised versions": {
    ...packageJson,
    ours: swap('"middle": "1.0.0"', '"middle": "1.2.0"'),
    theirs: swap('"middle": "1.0.0"', '"middle": "1.10.0"'),
    merged: swap('"middle": "1.0.0"', '"middle": "1.10.0"'),
    notes: [{ key: "dependencies.middle", what: "higher-version" }],
  },
  "the owner's next major version": {
    ...packageJson,
    ours: swap('"middle": "1.0.0"', '"middle": "2.0.0"'),
    theirs: swap('"middle": "1.0.0"', '"middle": "1.10.0"'),
    merged: swap('"middle": "1.0.0"', '"middle": "2.0.0"'),
    notes: [{ key: "dependencies.middle", what: "higher-version" }],
  },
  "a dependency that its owner took out stays out": {
    ...packageJson,
    ours: swap('    "alpha": "1.0.0",\n', ""),
    theirs: swap('"alpha": "1.0.0"', '"alpha": "1.1.0"'),
    merged: swap('    "alpha": "1.0.0",\n', ""),
    notes: [{ key: "dependencies.alpha", what: "kept-deleted" }],
  },
  "an edited script that the template gives up": {
    ...packageJson,
    ours: swap("node a.ts", "node --inspect a.ts"),
    theirs: swap('    "dev": "node a.ts",\n', ""),
    merged: swap("node a.ts", "node --inspect a.ts"),
    notes: [{ key: "scripts.dev", what: "kept-edited" }],
  },
  "a section that both add": {
    ...packageJson,
    ours: swap("  }\n}", '  },\n  "overrides": {\n    "a": "1"\n  }\n}'),
    theirs: swap("  }\n}", '  },\n  "overrides": {\n    "b": "1"\n  }\n}'),
    merged: swap("  }\n}", '  },\n  "overrides": {\n    "a": "1",\n    "b": "1"\n  }\n}'),
  },
  "items of a list on one line": {
    ...json('{\n  "a": ["x", "y"]\n}\n'),
    ours: swap('"y"', '"y", "mine"'),
    theirs: swap('"x", "y"', '"new", "y"'),
    merged: swap('"x", "y"', '"new", "y", "mine"'),
  },
  "comments in JSON": {
    ...json('{\n  // first\n  "a": 1,\n  "b": 2\n}\n'),
    ours: swap('"b": 2', '"b": 3 // mine'),
    theirs: swap('"a": 1,', '"a": 4,\n  "c": 5,'),
    merged: chain(swap('"b": 2', '"b": 3 // mine'), swap('"a": 1,', '"a": 4,\n  "c": 5,')),
  },
  "a service with the owner's comment, which the template gives up": {
    ...yaml,
    ours: swap('"80:80"', '"80:80" # for the proxy'),
    theirs: swap('    ports:\n      - "80:80"\n', ""),
    merged: swap('"80:80"', '"80:80" # for the proxy'),
    notes: [{ key: "services.web.ports", what: "kept-edited" }],
  },
  "services that both add": {
    ...yaml,
    ours: swap("\nvolumes", "\n  mine:\n    image: x\n\nvolumes"),
    theirs: chain(
      swap("\nvolumes", "\n  # Works.\n  worker:\n    image: w\n\nvolumes"),
      swap("data:\n", "data:\n  queue:\n"),
    ),
    merged: chain(
      swap("\nvolumes", "\n  # Works.\n  worker:\n    image: w\n\n  mine:\n    image: x\n\nvolumes"),
      swap("data:\n", "data:\n  queue:\n"),
    ),
  },
  "a port, where the template adds one": {
    ...yaml,
    ours: swap('"80:80"', '"8080:80"'),
    theirs: swap("    ports:", "    init: true\n    ports:"),
    merged: chain(swap('"80:80"', '"8080:80"'), swap("    ports:", "    init: true\n    ports:")),
  },
  "settings that both add, each with its comment": {
    ...example,
    ours: (text) => `${text}\n# Mine.\n# MINE=1\n`,
    theirs: (text) => `${text}\n# The queue.\n# REDIS_URL=\n`,
    merged: (text) => `${text}\n# The queue.\n# REDIS_URL=\n\n# Mine.\n# MINE=1\n`,
  },
  "a value that its owner set, whatever the template shows": {
    ...environment,
    ours: swap("# PORT=8000", "PORT=9000"),
    theirs: swap("# PORT=8000", "# PORT=7000"),
    merged: swap("# PORT=8000", "PORT=9000"),
  },
  "a secret of a setting that the template gives up": {
    ...environment,
    ours: swap("# LOG_LEVEL=info", "LOG_LEVEL=debug"),
    theirs: swap("\n# The level.\n# LOG_LEVEL=info\n", ""),
    merged: swap("# LOG_LEVEL=info", "LOG_LEVEL=debug"),
    notes: [{ key: "LOG_LEVEL", what: "kept-edited" }],
  },
  "a setting that nobody touched and the template gives up": {
    ...environment,
    ours: swap("# PORT=8000", "PORT=9000"),
    theirs: swap("\n# The level.\n# LOG_LEVEL=info\n", ""),
    merged: chain(swap("# PORT=8000", "PORT=9000"), swap("\n# The level.\n# LOG_LEVEL=info\n", "")),
  },
};

test.each(Object.entries(kept))(
  "both are kept: %s",
  (_name, { path, base, ours, theirs, merged, notes = [] }) => {
    const result = mergeKeys(path, { base, ours: ours(base), theirs: theirs(base) });
    expect(result).toEqual({ text: merged(base), conflicts: [], notes });
    if (path.endsWith(".yaml")) expect(() => parse(result?.text ?? "")).not.toThrow();
  },
);

test.each(Object.entries(kept))(
  "with line ends of Windows: %s",
  (_name, { path, base, ours, theirs, merged }) => {
    const windows = (text: string) => text.replaceAll("\n", "\r\n");
    const result = mergeKeys(path, { base, ours: windows(ours(base)), theirs: theirs(base) });
    expect(result?.text).toBe(windows(merged(base)));
  },
);

const conflict = (ours: string, base: string, theirs: string) =>
  `<<<<<<< yours\n${ours}||||||| old template\n${base}=======\n${theirs}>>>>>>> new template\n`;

const both: Record<string, Case & { readonly at: number }> = {
  "a script that both changed": {
    ...packageJson,
    ours: swap("node a.ts", "mine"),
    theirs: swap("node a.ts", "new"),
    merged: swap(
      '    "dev": "node a.ts",\n',
      conflict('    "dev": "mine",\n', '    "dev": "node a.ts",\n', '    "dev": "new",\n'),
    ),
    at: 4,
  },
  "a version that its owner holds back": {
    ...packageJson,
    ours: swap('"alpha": "1.0.0"', '"alpha": "0.9.0"'),
    theirs: swap('"alpha": "1.0.0"', '"alpha": "1.1.0"'),
    merged: swap(
      '    "alpha": "1.0.0",\n',
      conflict('    "alpha": "0.9.0",\n', '    "alpha": "1.0.0",\n', '    "alpha": "1.1.0",\n'),
    ),
    at: 8,
  },
  "the template's next major version over the owner's update": {
    ...packageJson,
    ours: swap('"alpha": "1.0.0"', '"alpha": "1.1.0"'),
    theirs: swap('"alpha": "1.0.0"', '"alpha": "2.0.0"'),
    merged: swap(
      '    "alpha": "1.0.0",\n',
      conflict('    "alpha": "1.1.0",\n', '    "alpha": "1.0.0",\n', '    "alpha": "2.0.0",\n'),
    ),
    at: 8,
  },
  "the words of a command": {
    ...yaml,
    ours: swap('["node", "web.ts"]', '["node", "--inspect", "web.ts"]'),
    theirs: swap('["node", "web.ts"]', '["node", "app/web.ts"]'),
    merged: swap(
      '    command: ["node", "web.ts"]\n',
      conflict(
        '    command: ["node", "--inspect", "web.ts"]\n',
        '    command: ["node", "web.ts"]\n',
        '    command: ["node", "app/web.ts"]\n',
      ),
    ),
    at: 7,
  },
};

test.each(Object.entries(both))(
  "somebody has to choose: %s",
  (_name, { path, base, ours, theirs, merged, at }) => {
    const result = mergeKeys(path, { base, ours: ours(base), theirs: theirs(base) });
    expect(result).toEqual({ text: merged(base), conflicts: [at], notes: [] });
  },
);

test.each([
  ["package.json", manifest, manifest.replace("{", "")],
  ["compose.yaml", compose, compose.replace("  web:", "\tweb:")],
])("a %s that its owner broke is left to the lines", (path, base, ours) => {
  expect(mergeKeys(path, { base, ours, theirs: same(base) })).toBeNull();
});

test("a file that both made anew", () => {
  const result = mergeKeys("knip.json", {
    base: null,
    ours: '{\n  "a": 1,\n  "b": 2\n}\n',
    theirs: '{\n  "a": 1,\n  "c": 3\n}\n',
  });
  expect(JSON.parse(result?.text ?? "")).toEqual({ a: 1, b: 2, c: 3 });
});
