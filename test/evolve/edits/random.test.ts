import { expect, test } from "vitest";
import { add, edited, evolved, init } from "../application.ts";
import { describeRandomEdits } from "./describe-random-edits.ts";

// A sample: `npm run test:long` tries more.
describeRandomEdits(40);

test("what both sides add under one name is never settled by dropping the owner's", () => {
  const start = init("");
  const cases = [
    ["package.json", '"test": "vitest run",', '"test": "vitest run",\n    "db:generate": "node mine.ts",'],
    ["package.json", '"zod":', '"drizzle-orm": "0.1.0",\n    "zod":'],
    ["compose.yaml", "services:\n", "services:\n  migrate:\n    image: mine:latest\n\n"],
    [".env.example", "# NODE_ENV=development\n", "# NODE_ENV=development\n\nDATABASE_URL=file:mine.db\n"],
  ] as const;
  for (const [path, from, to] of cases) {
    const text = start.files.get(path)?.content;
    if (typeof text !== "string" || !text.includes(from)) throw new Error(`${path} has no ${from}`);
    const own = to.replace(from, "").trim().split("\n");
    const { application } = evolved(edited(start, { [path]: text.replace(from, to) }), add("database"));
    const after = String(application.files.get(path)?.content);
    for (const line of own) expect(after, path).toContain(line.trim().replace(/,$/, ""));
  }
});
