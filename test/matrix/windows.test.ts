import { expect, test } from "vitest";
import { stacksWith, textOf } from "./stacks.ts";

test("the scripts of an application are ones that cmd runs as well as a shell", () => {
  for (const { files } of stacksWith("most").slice(-1)) {
    const { scripts } = JSON.parse(textOf(files.get("package.json")));
    expect(Object.keys(scripts).length).toBeGreaterThan(5);
    // No variable set in front of a command, no single quotes, substitution, pipes or commands of Unix.
    for (const [name, script] of Object.entries<string>(scripts)) {
      expect(script, name).toMatch(/^(?:(?:[a-z-]+)(?: [\w@./:-]+)*(?: && |$))+$/);
      expect(script, name).not.toMatch(/\b(?:rm|cp|mv|mkdir|cat|env|export|sh|bash)\b/);
    }
  }
});
