import type { PackageManager } from "../stack/stack.ts";

/** npm's commands, longest first, and what another manager's users type for each. */
const words: Record<Exclude<PackageManager, "npm">, readonly (readonly [npm: string, own: string])[]> = {
  pnpm: [
    ["npm ci --omit=dev", "pnpm install --frozen-lockfile --prod"],
    ["npm ci", "pnpm install --frozen-lockfile"],
    ["npm install", "pnpm install"],
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
    ["npm run ", "yarn run "],
    ["npm test", "yarn test"],
    ["npm start", "yarn start"],
    ["npx aegis-stack", "yarn dlx aegis-stack"],
    ["npx ", "yarn exec "],
  ],
  bun: [
    ["npm ci --omit=dev", "bun install --frozen-lockfile --production"],
    ["npm ci", "bun install --frozen-lockfile"],
    ["npm install", "bun install"],
    ["npm run ", "bun run "],
    // `bun test` and `bun start` are Bun's own, not the application's scripts.
    ["npm test", "bun run test"],
    ["npm start", "bun run start"],
    ["npx ", "bunx "],
  ],
};

/**
 * A text for people, its npm commands said as the application's own manager says them. Code is left alone: there npm's
 * words work as well, since npm comes with Node, and lines keep the length that they were formatted for.
 */
export function inWordsOf(manager: PackageManager, path: string, text: string): string {
  if (manager === "npm" || !path.endsWith(".md")) return text;
  return words[manager].reduce(
    (said, [npm, own]) => said.replaceAll(new RegExp(`\\b${npm}`, "g"), own),
    text,
  );
}
