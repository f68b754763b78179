import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../../src/version.ts";
import { project, refused, treeOf } from "./project.ts";

const add = ["add", "scheduler", "--no-install"] as const;

/** An application that another version says to have made. */
const projectOf = (aegis: string): Promise<string> =>
  project("", (folder) => {
    const place = join(folder, "aegis.json");
    writeFileSync(place, JSON.stringify({ ...JSON.parse(readFileSync(place, "utf8")), aegis }));
  });

test("an application of a later version is not touched", async () => {
  const folder = await projectOf("99.0.0");
  const { error } = await refused(folder, ...add);
  expect(error).toMatchObject({ code: "project-newer", details: { project: "99.0.0", aegis: version } });
  expect(error.hint).toContain("npx aegis-stack@99.0.0");
});

test.each([
  ["add", [...add]],
  ["remove", ["remove", "frontend"]],
  ["update", ["update", "--no-install"]],
  ["vendor", ["vendor", "--no-install"]],
  ["diff", ["diff"]],
  ["status", ["status"]],
])(
  "%s of an application from before the runtime is refused, and nothing is changed",
  async (_name, words) => {
    const folder = await projectOf("0.1.0");
    const before = treeOf(folder);
    const { error } = await refused(folder, ...words);
    expect(error).toMatchObject({ code: "project-outdated", details: { project: "0.1.0", aegis: version } });
    expect(error.hint).toContain("aegis init");
    expect(treeOf(folder)).toEqual(before);
  },
);
