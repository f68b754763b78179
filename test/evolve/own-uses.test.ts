import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { write } from "../write.ts";
import { project, run } from "./project.ts";

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

async function removed(words: string, part: string, edit: (folder: string) => void) {
  const folder = await project(words, edit);
  const shown = await run(folder, "remove", part, "--dry-run");
  const { code, stdout } = await run(folder, "remove", part, "--no-install", "--yes", "--json");
  expect(code).toBe(0);
  const answer: { notes: string[]; files: { path: string; usedBy?: string[] }[] } = JSON.parse(stdout);
  return { folder, answer, shown: shown.stdout };
}

test("packages that the owner's own code imports stay, with their lock, and are told", async () => {
  const { folder, answer, shown } = await removed("worker", "worker", (each) => {
    write(
      each,
      "scripts/send.ts",
      'import { Queue } from "bullmq";\nconst late = await import("ioredis");\n',
    );
    write(each, "own.config.ts", 'export { Redis } from "ioredis";\n');
  });
  const stay = [
    "bullmq stays in package.json, since yours uses it: scripts/send.ts.",
    "ioredis stays in package.json, since yours uses it: own.config.ts, scripts/send.ts.",
  ];
  expect(answer.notes).toEqual(expect.arrayContaining(stay));
  for (const sentence of stay) expect(shown).toContain(sentence);
  const manifest = JSON.parse(read(folder, "package.json"));
  const before = JSON.parse(read(await project("worker"), "package.json"));
  for (const name of ["bullmq", "ioredis"])
    expect(manifest.dependencies[name]).toBe(before.dependencies[name]);
  expect(Object.keys(manifest.dependencies)).toEqual(Object.keys(manifest.dependencies).sort());
  const lock = JSON.parse(read(folder, "package-lock.json"));
  expect(lock.packages["node_modules/bullmq"].version).toBe(before.dependencies.bullmq);
  expect(lock.packages[""].dependencies).toEqual(manifest.dependencies);

  // They are the owner's now: nothing takes them away later, and adding the part again asks for them once.
  expect((await run(folder, "update", "--no-install", "--yes", "--force")).code).toBe(0);
  expect(JSON.parse(read(folder, "package.json")).dependencies).toEqual(manifest.dependencies);
  expect((await run(folder, "add", "worker", "--no-install", "--force")).code).toBe(0);
  expect(read(folder, "package.json")).toBe(read(await project("worker"), "package.json"));
});

test("without a use of the owner's the packages go", async () => {
  const { folder, answer } = await removed("worker", "worker", (each) => {
    write(each, "docs/own.md", "We used bullmq from app/components/worker once.\n");
    write(each, "scripts/own.ts", 'import "bullmq-own";\n// ioredis\n');
  });
  expect(Object.keys(JSON.parse(read(folder, "package.json")).dependencies)).not.toContain("bullmq");
  expect(answer.notes.filter((note) => note.includes("yours") || note.includes("Yours"))).toEqual([]);
});

test("a package goes that is named like a part of the application in aegis.json", async () => {
  const { folder, shown } = await removed("ai", "ai", (each) => {
    const state = JSON.parse(read(each, "aegis.json"));
    write(each, "aegis.json", JSON.stringify({ ...state, notes: "ours" }, null, 2));
  });
  expect(Object.keys(JSON.parse(read(folder, "package.json")).dependencies)).not.toContain("ai");
  expect(shown).not.toContain("stays in package.json");
  expect(JSON.parse(read(folder, "aegis.json")).notes).toBe("ours");
});

test("what an owner made of ai stays when it is removed, and is asked about when it is added again", async () => {
  const tool = 'export const parrot = "app/services/overview/overview-tool.ts";\n';
  const folder = await project("ai", (each) => {
    write(each, "app/services/ai/parrot.ts", tool);
    const instructions = read(each, "app/services/ai/instructions.ts");
    write(each, "app/services/ai/instructions.ts", instructions.replace("briefly", "like a parrot"));
    write(each, "app/core/settings.ts", `${read(each, "app/core/settings.ts")}\n// Mine.\n`);
  });
  const before = read(folder, "app/services/ai/instructions.ts");
  expect((await run(folder, "remove", "ai", "--no-install", "--yes")).code).toBe(0);
  expect(read(folder, "app/core/settings.ts")).toMatch(/^(?![\s\S]*aiSettings)[\s\S]*\/\/ Mine\.\n$/);
  // The template brings a file that the owner has, too.
  expect((await run(folder, "add", "ai", "--no-install", "--yes", "--force")).code).toBe(2);
  expect(read(folder, "app/services/ai/instructions.ts")).toContain("like a parrot");
  write(folder, "app/services/ai/instructions.ts", before);
  expect((await run(folder, "continue", "--no-install")).code).toBe(0);
  expect(read(folder, "app/services/ai/instructions.ts")).toBe(before);
  expect(read(folder, "app/services/ai/parrot.ts")).toBe(tool);
  expect(read(folder, "app/core/settings.ts")).toMatch(/\.\.\.aiSettings,[\s\S]*\/\/ Mine\.\n$/);
});

test("whatever else of the owner's uses what goes is named", async () => {
  const { answer } = await removed("worker", "worker", (each) => {
    write(each, "vite.own.config.ts", 'import { worker } from "./app/components/worker/worker.ts";\n');
    write(each, "scripts/copy.sh", "cp -r ./app/components/worker/ /backup\ndocker compose up redis\n");
    write(each, "own.json", '{ "entry": "app/entrypoints/worker.ts" }\n');
    write(each, "scripts/look.ts", "console.log(process.env.REDIS_URL);\n");
    write(each, ".github/workflows/own.yml", "steps:\n  - run: npm run worker\n");
    write(each, "compose.override.yaml", "services:\n  mine:\n    depends_on:\n      - redis\n");
  });
  expect(answer.notes).toEqual(
    expect.arrayContaining([
      "Yours names what goes: scripts/copy.sh names app/components/worker.",
      "Yours names what goes: own.json names app/entrypoints/worker.ts.",
      "REDIS_URL is no setting any more, and yours reads it: scripts/look.ts.",
      "The container redis goes, and yours names it: compose.override.yaml, scripts/copy.sh.",
      expect.stringContaining("will not compile: vite.own.config.ts imports app/components/worker/worker.ts"),
    ]),
  );
});

test("what stays because it was edited says what still uses it, or that nothing does", async () => {
  const kept = ["app/components/worker/worker.ts", "app/entrypoints/worker.ts"];
  const { answer, shown } = await removed("worker", "worker", (each) => {
    for (const path of kept) write(each, path, `${read(each, path)}\n`.replace(/\n$/, "\n// Mine.\n"));
    write(each, "app/services/mine.ts", 'import "#app/components/worker/worker.ts";\n');
  });
  const usesOf = (path: string) => answer.files.find((file) => file.path === path)?.usedBy;
  expect(usesOf("app/components/worker/worker.ts")).toContain("app/services/mine.ts");
  expect(usesOf("app/entrypoints/worker.ts")).toEqual([]);
  expect(shown).toContain(
    "= app/entrypoints/worker.ts (you edited it, so it stays; nothing of the application uses it any more)",
  );
  expect(shown).toMatch(
    /= app\/components\/worker\/worker\.ts \(you edited it, so it stays; .*app\/services\/mine\.ts still uses? it/,
  );
});
