import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findWords, findWordsInMarkdown } from "./words/find-words.ts";

// Part of `npm run check`: the runtime is written in the field's standard terms. Of the other parts the faults that are left
// from the first edition are counted, and may only become fewer.
const root = fileURLToPath(new URL("..", import.meta.url));
const LIMITS_FILE = "scripts/words/limits.json";

/** How many faults each part may still have. */
const limits: Record<string, number> = JSON.parse(readFileSync(`${root}/${LIMITS_FILE}`, "utf8"));

function findFaults(part: string): string[] {
  const files = globSync([`${part}/**/*.{ts,tsx,md,yaml}`, `${part}/**/{.env.example,Dockerfile}`], {
    cwd: root,
    exclude: ["**/node_modules/**", "**/dist/**", "**/build/**", "**/.react-router/**", "scripts/words/*"],
  }).toSorted();
  return files.flatMap((file) => {
    const text = readFileSync(`${root}/${file}`, "utf8");
    const faults = /\.tsx?$/.test(file) ? findWords(file, text) : findWordsInMarkdown(text);
    return faults.map(({ line, fault }) => `${file}:${line}: ${fault}`);
  });
}

for (const [part, limit] of Object.entries(limits)) {
  const faults = findFaults(part);
  if (faults.length > limit) {
    process.exitCode = 1;
    process.stderr.write(
      `${faults.join("\n")}\n${part} has ${faults.length} faults of words, at most ${limit} are allowed.\n`,
    );
  }
}
