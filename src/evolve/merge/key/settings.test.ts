import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seeded } from "../fixtures/random-edits.ts";
import { mergeFile } from "../merge-file.ts";

const example = readFileSync(join(import.meta.dirname, "../../../../template/.env.example"), "utf8");
const shown = /^# ([A-Z][A-Z_]*)=(.*)$/gm;

test("whatever the template does, no value that its owner set is changed or lost, and there is no conflict", () => {
  for (let round = 0; round < 300; round++) {
    const random = seeded(round);
    const owned: string[] = [];
    const own = (line: string) => {
      owned.push(line);
      return line;
    };
    const ours = `${example.replace(shown, (line, name) => (random() < 0.4 ? own(`${name}=mine ${random()}`) : line))}\n${own(`MINE_${round}=secret`)}\n`;
    const theirs = `${example.replace(shown, (line, name) => {
      const chance = random();
      if (chance < 0.2) return `# ${name}=new`;
      return chance < 0.4 ? "" : line;
    })}\n# New.\n# ADDED_${round}=1\n`;
    const { text, conflicts } = mergeFile(".env", { base: example, ours, theirs });
    const lines = text?.split("\n");
    for (const line of owned) expect(lines?.filter((each) => each === line)).toEqual([line]);
    expect(text).toContain(`# New.\n# ADDED_${round}=1\n`);
    expect(conflicts).toEqual([]);
  }
});
