import { expect, test } from "vitest";
import { inWordsOf } from "./manager-words.ts";

const readme =
  "Run `npm install && npm run dev`, test with `npm test`, deploy with\nnpm ci --omit=dev\nnpx my-app health";

test("npm keeps its words", () => {
  expect(inWordsOf("npm", "README.md", readme)).toBe(readme);
});

test.each([
  [
    "pnpm",
    "pnpm install && pnpm run dev",
    "`pnpm test`",
    "pnpm install --frozen-lockfile --prod",
    "pnpm exec my-app",
  ],
  [
    "yarn",
    "yarn install && yarn run dev",
    "`yarn test`",
    "yarn workspaces focus --production",
    "yarn exec my-app",
  ],
  [
    "bun",
    "bun install && bun run dev",
    "`bun run test`",
    "bun install --frozen-lockfile --production",
    "bunx my-app",
  ],
] as const)("%s gets its own", (manager, ...expected) => {
  const said = inWordsOf(manager, "README.md", readme);
  for (const words of expected) expect(said).toContain(words);
  expect(said).not.toMatch(/\bnpm\b|\bnpx\b/);
});

test.each([
  ["npm", "npx aegis-stack add"],
  ["pnpm", "pnpm dlx aegis-stack add"],
  ["yarn", "yarn dlx aegis-stack add"],
  ["bun", "bunx aegis-stack add"],
] as const)("%s fetches what is no dependency of the application", (manager, words) => {
  expect(inWordsOf(manager, "README.md", "npx aegis-stack add")).toBe(words);
});

test("only npm wants two hyphens before what is the script's own", () => {
  expect(inWordsOf("pnpm", "a.md", "npm run worker -- --queues system")).toBe(
    "pnpm run worker --queues system",
  );
  expect(inWordsOf("bun", "a.md", "npm run worker -- --queues system")).toBe(
    "bun run worker --queues system",
  );
});

test("a sentence about npm itself is left as it is, and so is what runs a manager", () => {
  expect(inWordsOf("pnpm", "docs/a.md", "not npm, which keeps signals to itself")).toBe(
    "not npm, which keeps signals to itself",
  );
  expect(inWordsOf("pnpm", ".github/workflows/ci.yml", "- run: npm test")).toBe("- run: npm test");
});
