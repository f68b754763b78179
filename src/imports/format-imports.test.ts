import { expect, test } from "vitest";
import { formatImports } from "./format-imports.ts";

const long = "customerSubscriptionPlan".repeat(2);

const cases: Record<string, readonly [before: string, after: string]> = {
  "are sorted by their modules": [
    'import { z } from "#app/z.ts";\nimport { a } from "./a.ts";\nimport { b } from "zod";\n\nuse();\n',
    'import { b } from "zod";\nimport { z } from "#app/z.ts";\nimport { a } from "./a.ts";\n\nuse();\n',
  ],
  "have their names sorted": [
    'import { useZ, a, type B } from "./a.ts";\n\nuse();\n',
    'import { a, type B, useZ } from "./a.ts";\n\nuse();\n',
  ],
  "are wrapped where they are too long": [
    `import type { ${long}A, ${long}B } from "./a.ts";\n\nuse();\n`,
    `import type {\n  ${long}A,\n  ${long}B,\n} from "./a.ts";\n\nuse();\n`,
  ],
  "come on one line where they fit": [
    'import {\n  a,\n  b,\n} from "./a.ts";\n\nuse();\n',
    'import { a, b } from "./a.ts";\n\nuse();\n',
  ],
  "of a single name stay on one line": [
    `import { ${long} } from "./${long}${long}.ts";\n\nuse();\n`,
    `import { ${long} } from "./${long}${long}.ts";\n\nuse();\n`,
  ],
  "of a default or a namespace stay as they are": [
    'import * as z from "zod";\nimport a, { c, b } from "a";\n\nuse();\n',
    'import a, { c, b } from "a";\nimport * as z from "zod";\n\nuse();\n',
  ],
  "are none of a text that has none": ["use();\n\nuse();\n", "use();\n\nuse();\n"],
};

test.each(Object.entries(cases))("imports %s", (_title, [before, after]) => {
  expect(formatImports(before)).toBe(after);
});
