import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { render } from "../../src/render/render.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { temporaryFolder } from "../command.ts";
import { template } from "../evolve/application.ts";
import { stacksWith } from "./stacks.ts";
import { runIn } from "./workspace.ts";

// Where a line is broken may depend on how long the application's name is that stands in it.
test.each(["ab", "a-name-that-is-as-long-as-names-may-be-fifty-chars"])(
  "%s: formatted all the same",
  (name) => {
    const folder = temporaryFolder();
    for (const { stack } of stacksWith("most").slice(-3)) {
      for (const [path, { content }] of render(template, catalog, stack, { name })) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const { status, output } = runIn(folder, "biome", ["format"]);
      expect(output).not.toContain("Formatter would have");
      expect(status).toBe(0);
    }
  },
);
