import type { PackageManager } from "../stack/stack.ts";

/** npm's commands as patterns, longest first, and what another manager's users type for each. */
const words: Record<Exclude<PackageManager, "npm">, readonly (readonly [npm: string, own: string])[]> = {
  pnpm: [
    ["npm install --save-dev ", "pnpm add --save-dev "],
    ["npm ci --omit=dev", "pnpm install --frozen-lockfile --prod"],
    ["npm ci", "pnpm install --frozen-lockfile"],
    ["npm install", "pnpm install"],
    ["npm run (\\S+) -- ", "pnpm run $1 "],
    ["npm run ", "pnpm run "],
    ["npm test", "pnpm test"],
    ["npm start", "pnpm start"],
    ["npx aegis-stack", "pnpm dlx aegis-stack"],
    ["npx ", "pnpm exec "],
  ],
  yarn: [
    ["npm ci --omit=dev", "yarn workspaces focus --production"],
    ["npm ci", "yarn install --immutable"],
    ["npm install", "yarn install"],
    ["npm run (\\S+) -- ", "yarn run $1 "],
    ["npm run ", "yarn run "],
    ["npm test", "yarn test"],
    ["npm start", "yarn start"],
    ["npx aegis-stack", "yarn dlx aegis-stack"],
    ["npx ", "yarn exec "],
  ],
  bun: [
    ["npm install --save-dev ", "bun add --dev "],
    ["npm ci --omit=dev", "bun install --frozen-lockfile --production"],
    ["npm ci", "bun install --frozen-lockfile"],
    ["npm install", "bun install"],
    ["npm run (\\S+) -- ", "bun run $1 "],
    ["npm run ", "bun run "],
    // `bun test` and `bun start` are Bun's own, not the application's scripts.
    ["npm test", "bun run test"],
    ["npm start", "bun run start"],
    ["npx ", "bunx "],
  ],
};

/** What runs a manager instead of naming one to a reader; it chooses its commands by tags. */
const runsCommands = /^(?:Dockerfile|\.github\/.*|package\.json)$/;

/**
 * A text with the npm commands that its readers are told, said as the application's own manager says them: guides,
 * pages, messages of the code, and the tests that expect these.
 */
export function inWordsOf(manager: PackageManager, path: string, text: string): string {
  if (manager === "npm" || runsCommands.test(path)) return text;
  return words[manager].reduce(
    (said, [npm, own]) => said.replaceAll(new RegExp(`\\b${npm}`, "g"), own),
    text,
  );
}
